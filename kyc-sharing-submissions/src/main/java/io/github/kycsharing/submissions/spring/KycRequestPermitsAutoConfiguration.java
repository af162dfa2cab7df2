package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.rate.ClusterPermits;
import io.github.kycsharing.submissions.internal.rate.RequestPermits;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import java.util.OptionalInt;
import java.util.function.Function;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Keeps the clients' limits on requests per second for all instances together. */
@AutoConfiguration(after = KycSubmissionStoreAutoConfiguration.class)
@ConditionalOnBean(SubmissionDatabase.class)
public final class KycRequestPermitsAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycRequestPermitsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    RequestPermits kycSharingRequestPermits(Entities entities, SubmissionDatabase database, DatabaseClock clock) {
        Function<String, OptionalInt> perSecond = entity -> entities.client(entity)
                .map(KycSharingClient::maxRequestsPerSecond)
                .orElseGet(OptionalInt::empty);
        return switch (database.product()) {
            case POSTGRESQL -> ClusterPermits.shared(perSecond, database.dataSource(), database.prefix(), clock);
            case H2_PERSISTENT, H2_IN_MEMORY -> ClusterPermits.local(perSecond, clock);
        };
    }
}
