package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.KycActivity;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.operation.ActivityReader;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the activity of the clients when the application calls for it. */
@AutoConfiguration(after = KycSubmissionsAutoConfiguration.class)
@ConditionalOnBean(SubmissionDatabase.class)
public final class KycSubmissionActivityAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycSubmissionActivityAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    KycActivity kycSharingActivity(Entities entities, SubmissionDatabase database, DatabaseClock clock) {
        TransactionTemplate reading = database.transactions();
        reading.setReadOnly(true);
        return new ActivityReader(entities, database.dataSource(), database.prefix(), reading, clock);
    }
}
