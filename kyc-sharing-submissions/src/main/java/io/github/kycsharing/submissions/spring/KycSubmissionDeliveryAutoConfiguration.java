package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.KycRecordRefresher;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.delivery.Lanes;
import io.github.kycsharing.submissions.internal.delivery.RecordRefresh;
import io.github.kycsharing.submissions.internal.delivery.Steps;
import io.github.kycsharing.submissions.internal.delivery.SubmissionHandler;
import io.github.kycsharing.submissions.internal.engine.DbSchedulerEngine;
import io.github.kycsharing.submissions.internal.engine.Retention;
import io.github.kycsharing.submissions.internal.engine.SubmissionEngine;
import io.github.kycsharing.submissions.internal.publication.PublicationLoop;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.EventStore;
import io.github.kycsharing.submissions.internal.store.LaneStore;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Delivers submissions. The engine starts after all beans are created, and stops before the clients close. */
@AutoConfiguration(after = KycSubmissionPublicationAutoConfiguration.class)
@ConditionalOnBean(SubmissionDatabase.class)
public final class KycSubmissionDeliveryAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycSubmissionDeliveryAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(SubmissionEngine.class)
    DbSchedulerEngine kycSharingSubmissionEngine(
            SubmissionDatabase database,
            DatabaseClock clock,
            Entities entities,
            SubmissionStore store,
            KycSubmissionsProperties properties,
            ObjectProvider<SubmissionHandler> handler,
            ObjectProvider<Lanes> lanes,
            ObjectProvider<PublicationLoop> publication) {
        return new DbSchedulerEngine(
                database.dataSource(),
                database.prefix(),
                database.transactions(),
                clock,
                entities::all,
                store,
                new Retention(properties.keepBody(), properties.retain()),
                properties.engineOptions(),
                handler::getObject,
                lanes::getObject,
                () -> publication.ifAvailable(PublicationLoop::wake));
    }

    @Bean
    @ConditionalOnMissingBean
    SubmissionHandler kycSharingSubmissionHandler(
            SubmissionDatabase database,
            DatabaseClock clock,
            Entities entities,
            SubmissionStore store,
            LaneStore lanes,
            RecordCipher cipher,
            SubmissionEngine engine,
            KycSubmissionsProperties properties,
            ObjectProvider<KycRecordRefresher> refresher,
            ObjectProvider<Steps> steps) {
        RecordRefresh refresh =
                new RecordRefresh(refresher.getIfAvailable(), entities, store, cipher, database.transactions());
        return new SubmissionHandler(
                entities,
                store,
                lanes,
                cipher,
                engine,
                database.transactions(),
                clock,
                properties.policy(),
                refresh,
                steps.getIfAvailable(() -> Steps.NONE));
    }

    @Bean
    @ConditionalOnMissingBean(KycLanes.class)
    Lanes kycSharingLanes(
            SubmissionDatabase database,
            DatabaseClock clock,
            Entities entities,
            SubmissionStore store,
            LaneStore lanes,
            EventStore events,
            RecordCipher cipher,
            SubmissionEngine engine,
            KycSubmissionsProperties properties) {
        return new Lanes(
                entities, store, lanes, events, cipher, engine, database.transactions(), clock, properties.policy());
    }
}
