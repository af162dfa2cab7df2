package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.engine.DbSchedulerEngine;
import io.github.kycsharing.submissions.internal.engine.LaneAdmission;
import io.github.kycsharing.submissions.internal.engine.Retention;
import io.github.kycsharing.submissions.internal.engine.TaskHandler;
import io.github.kycsharing.submissions.internal.publication.PublicationLoop;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Delivers submissions. */
@AutoConfiguration(after = KycSubmissionPublicationAutoConfiguration.class)
@ConditionalOnBean(SubmissionDatabase.class)
public final class KycSubmissionDeliveryAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycSubmissionDeliveryAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    DbSchedulerEngine kycSharingSubmissionEngine(
            SubmissionDatabase database,
            DatabaseClock clock,
            Entities entities,
            SubmissionStore store,
            KycSubmissionsProperties properties,
            ObjectProvider<TaskHandler> handler,
            ObjectProvider<LaneAdmission> lanes,
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
                () -> handler.getIfAvailable(() -> (id, at) -> java.util.Optional.empty()),
                () -> lanes.getIfAvailable(() -> key -> 0),
                () -> publication.ifAvailable(PublicationLoop::wake));
    }
}
