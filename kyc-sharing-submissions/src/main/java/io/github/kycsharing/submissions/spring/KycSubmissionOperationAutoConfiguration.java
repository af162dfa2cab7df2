package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.operation.SnapshotReader;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the figures of the database for meters and health, if there is a library for one of them. */
@AutoConfiguration(after = KycSubmissionsAutoConfiguration.class)
@Conditional(OnOperations.class)
@ConditionalOnBean(SubmissionDatabase.class)
@ConditionalOnBooleanProperty(name = "kyc-sharing.submissions.operations.enabled", matchIfMissing = true)
public final class KycSubmissionOperationAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycSubmissionOperationAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    SnapshotReader kycSharingSnapshotReader(
            Entities entities, SubmissionDatabase database, DatabaseClock clock, KycSubmissionsProperties properties) {
        TransactionTemplate reading = database.transactions();
        reading.setReadOnly(true);
        return new SnapshotReader(
                entities, database.dataSource(), database.prefix(), reading, clock, properties.snapshotOptions());
    }
}
