package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.operation.SnapshotReader;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * The health contributor {@code kycSubmissions}. Liveness and readiness do not contain it: a restart repairs nothing that it reports, and
 * an instance whose deliveries are stuck still accepts submissions.
 */
@AutoConfiguration(after = KycSubmissionOperationAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean(SnapshotReader.class)
public final class KycSubmissionHealthAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycSubmissionHealthAutoConfiguration() {}

    /** Spring Boot derives the name of the component from the name of the bean. */
    @Bean
    @ConditionalOnEnabledHealthIndicator("kyc-submissions")
    @ConditionalOnMissingBean(name = "kycSubmissionsHealthIndicator")
    HealthIndicator kycSubmissionsHealthIndicator(SnapshotReader reader) {
        return new SubmissionsHealth(reader);
    }
}
