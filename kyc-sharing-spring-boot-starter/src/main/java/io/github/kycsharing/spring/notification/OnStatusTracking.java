package io.github.kycsharing.spring.notification;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;

/** The application wants to be told of statuses, in whichever way they are found out. */
final class OnStatusTracking extends AnyNestedCondition {
    OnStatusTracking() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnBooleanProperty("kyc-sharing.notifications.enabled")
    static final class ByNotifications {}

    @ConditionalOnBooleanProperty("kyc-sharing.reconciliation.enabled")
    static final class ByReconciliation {}
}
