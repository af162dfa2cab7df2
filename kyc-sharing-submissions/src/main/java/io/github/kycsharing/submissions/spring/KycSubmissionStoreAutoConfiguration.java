package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.KycKeysetProvider;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.EventStore;
import io.github.kycsharing.submissions.internal.store.JdbcEventStore;
import io.github.kycsharing.submissions.internal.store.JdbcLaneStore;
import io.github.kycsharing.submissions.internal.store.JdbcSubmissionStore;
import io.github.kycsharing.submissions.internal.store.LaneStore;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ResourceLoader;

/** Stores submissions, encrypted with the keyset. */
@AutoConfiguration(after = KycSubmissionDatabaseAutoConfiguration.class)
@ConditionalOnBean(SubmissionDatabase.class)
public final class KycSubmissionStoreAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycSubmissionStoreAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    SubmissionStore kycSharingSubmissionStore(SubmissionDatabase database) {
        return new JdbcSubmissionStore(database.dataSource(), database.prefix());
    }

    @Bean
    @ConditionalOnMissingBean
    LaneStore kycSharingLaneStore(SubmissionDatabase database) {
        return new JdbcLaneStore(database.dataSource(), database.prefix());
    }

    @Bean
    @ConditionalOnMissingBean
    EventStore kycSharingEventStore(SubmissionDatabase database) {
        return new JdbcEventStore(database.dataSource(), database.prefix());
    }

    @Bean
    @ConditionalOnMissingBean
    DatabaseClock kycSharingDatabaseClock() {
        return new DatabaseClock(Clock.systemUTC());
    }

    @Bean
    @ConditionalOnMissingBean
    RecordCipher kycSharingRecordCipher(
            SubmissionDatabase database,
            KycSubmissionsProperties properties,
            ObjectProvider<KycKeysetProvider> provider,
            ResourceLoader resources) {
        return new KeysetSource(
                        provider.getIfAvailable(), properties.encryption().keyset(), resources)
                .cipher(database.product());
    }
}
