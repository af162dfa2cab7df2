package io.github.kycsharing.submissions.spring;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;

/** The application has a library that reads the figures: Micrometer or Spring Boot's health. */
final class OnOperations extends AnyNestedCondition {
    OnOperations() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnClass(name = "io.micrometer.core.instrument.MeterRegistry")
    static final class Meters {}

    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    static final class Health {}
}
