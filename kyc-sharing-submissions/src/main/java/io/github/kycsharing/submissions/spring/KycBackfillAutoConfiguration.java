package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.KycBackfills;
import io.github.kycsharing.submissions.internal.backfill.BackfillPoll;
import io.github.kycsharing.submissions.internal.backfill.StoredBackfills;
import io.github.kycsharing.submissions.internal.command.BackfillIntake;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.command.TransactionGuard;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.engine.Steps;
import io.github.kycsharing.submissions.internal.engine.SubmissionEngine;
import io.github.kycsharing.submissions.internal.publication.PublicationLoop;
import io.github.kycsharing.submissions.internal.store.BackfillStore;
import io.github.kycsharing.submissions.internal.store.CustomerData;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.LaneStore;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import io.github.kycsharing.submissions.internal.tracking.CustomerEvents;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Shares whole customer bases behind the daily submissions. */
@AutoConfiguration(after = KycSubmissionDatabaseAutoConfiguration.class)
@ConditionalOnBean(SubmissionDatabase.class)
public final class KycBackfillAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycBackfillAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    BackfillStore kycSharingBackfillStore(SubmissionDatabase database) {
        return new BackfillStore(database.dataSource(), database.prefix());
    }

    @Bean
    @ConditionalOnMissingBean
    KycBackfills kycSharingBackfills(
            Entities entities,
            BackfillStore backfills,
            SubmissionStore submissions,
            LaneStore lanes,
            RecordCipher cipher,
            SubmissionEngine engine,
            SubmissionDatabase database,
            DatabaseClock clock) {
        return new StoredBackfills(
                entities,
                backfills,
                lanes,
                cipher,
                new BackfillIntake(submissions, cipher, clock),
                engine,
                database.transactions(),
                new TransactionGuard(database.dataSource()),
                clock);
    }

    @Bean
    BackfillPoll kycSharingBackfillPoll(
            BackfillStore backfills,
            SubmissionStore submissions,
            CustomerData customers,
            CustomerEvents contents,
            SubmissionDatabase database,
            DatabaseClock clock,
            KycSubmissionsProperties properties,
            ObjectProvider<PublicationLoop> publication,
            ObjectProvider<Steps> steps) {
        return new BackfillPoll(
                backfills,
                submissions,
                customers.events(),
                contents,
                database.transactions(),
                clock,
                properties.retain(),
                () -> publication.ifAvailable(PublicationLoop::wake),
                steps.getIfAvailable(() -> Steps.NONE));
    }
}
