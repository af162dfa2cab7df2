package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.KycRecordRefresher;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.delivery.Lanes;
import io.github.kycsharing.submissions.internal.delivery.RecordRefresh;
import io.github.kycsharing.submissions.internal.delivery.SubmissionHandler;
import io.github.kycsharing.submissions.internal.engine.DbSchedulerEngine;
import io.github.kycsharing.submissions.internal.engine.EntityPoll;
import io.github.kycsharing.submissions.internal.engine.Polls;
import io.github.kycsharing.submissions.internal.engine.Retention;
import io.github.kycsharing.submissions.internal.engine.Steps;
import io.github.kycsharing.submissions.internal.engine.SubmissionEngine;
import io.github.kycsharing.submissions.internal.publication.PublicationLoop;
import io.github.kycsharing.submissions.internal.rate.RequestPermits;
import io.github.kycsharing.submissions.internal.store.BackfillStore;
import io.github.kycsharing.submissions.internal.store.CustomerData;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.EventStore;
import io.github.kycsharing.submissions.internal.store.LaneStore;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import io.github.kycsharing.submissions.internal.tracking.Tracking;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Delivers submissions. The engine starts after all beans are created, and stops before the clients close. */
@AutoConfiguration(after = KycSubmissionPublicationAutoConfiguration.class)
@ConditionalOnBean(SubmissionDatabase.class)
@EnableConfigurationProperties(KycTrackingProperties.class)
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
            CustomerData customerData,
            KycSubmissionsProperties properties,
            KycTrackingProperties trackingProperties,
            ObjectProvider<EntityPoll> polls,
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
                customerData,
                new Retention(properties.keepBody(), properties.retain()),
                properties.engineOptions(),
                handler::getObject,
                lanes::getObject,
                () -> publication.ifAvailable(PublicationLoop::wake),
                new Polls(() -> polls.orderedStream().toList(), trackingProperties.threads()));
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
            Tracking tracking,
            RequestPermits permits,
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
                tracking,
                permits,
                steps.getIfAvailable(() -> Steps.NONE));
    }

    @Bean
    @ConditionalOnMissingBean(KycLanes.class)
    Lanes kycSharingLanes(
            SubmissionDatabase database,
            DatabaseClock clock,
            Entities entities,
            SubmissionStore store,
            BackfillStore backfills,
            LaneStore lanes,
            EventStore events,
            RecordCipher cipher,
            SubmissionEngine engine,
            KycSubmissionsProperties properties) {
        return new Lanes(
                entities,
                store,
                backfills,
                lanes,
                events,
                cipher,
                engine,
                database.transactions(),
                clock,
                properties.policy());
    }
}
