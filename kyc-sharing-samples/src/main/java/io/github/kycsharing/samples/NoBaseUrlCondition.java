package io.github.kycsharing.samples;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;

/** Matches if no base URL is configured. */
final class NoBaseUrlCondition extends NoneNestedConditions {
    NoBaseUrlCondition() {
        super(ConfigurationPhase.PARSE_CONFIGURATION);
    }

    @ConditionalOnProperty("kyc-sharing.base-url")
    static final class BaseUrlIsSet {}
}
