package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.command.StoredSubmissions;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.engine.SubmissionEngine;
import io.github.kycsharing.submissions.internal.store.BackfillStore;
import io.github.kycsharing.submissions.internal.store.CustomerData;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Accepts submissions in the application's transactions. */
@AutoConfiguration(after = KycSubmissionDeliveryAutoConfiguration.class)
@ConditionalOnBean(SubmissionDatabase.class)
public final class KycSubmissionsAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycSubmissionsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    Entities kycSharingSubmissionEntities(ObjectProvider<KycSharingClient> clients) {
        return new ClientEntities(clients);
    }

    @Bean
    @ConditionalOnMissingBean
    KycSubmissions kycSharingSubmissions(
            Entities entities,
            SubmissionStore store,
            CustomerData customerData,
            RecordCipher cipher,
            SubmissionEngine engine,
            SubmissionDatabase database,
            DatabaseClock clock) {
        return new StoredSubmissions(
                entities, store, customerData, cipher, engine, database.transactions(), database.dataSource(), clock);
    }

    @Bean
    StartUpChecks kycSharingSubmissionStartUpChecks(
            SubmissionDatabase database,
            SubmissionStore store,
            CustomerData customerData,
            BackfillStore backfills,
            RecordCipher cipher,
            Entities entities) {
        return new StartUpChecks(database, store, customerData, backfills, cipher, entities);
    }
}
