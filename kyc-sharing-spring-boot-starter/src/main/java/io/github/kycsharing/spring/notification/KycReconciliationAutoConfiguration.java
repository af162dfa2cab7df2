package io.github.kycsharing.spring.notification;

import io.github.kycsharing.spring.KycSharingClients;
import io.github.kycsharing.spring.KycSharingClientsAutoConfiguration;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Asks from time to time about customers the exchange has not decided about. Off unless it is asked for. */
@AutoConfiguration(
        after = {
            KycSharingClientsAutoConfiguration.class,
            KycStatusTrackingAutoConfiguration.class,
            KycReconciliationLockAutoConfiguration.class
        })
@ConditionalOnBooleanProperty("kyc-sharing.reconciliation.enabled")
@ConditionalOnBean({KycSharingClients.class, StatusConfirmation.class})
@EnableConfigurationProperties(KycReconciliationProperties.class)
public final class KycReconciliationAutoConfiguration {
    /** Makes the auto-configuration. */
    public KycReconciliationAutoConfiguration() {}

    @Bean
    KycStatusReconciler kycStatusReconciler(
            KycStatusStore store,
            StatusConfirmation confirmation,
            KycSharingClients clients,
            KycReconciliationProperties properties,
            ObjectProvider<ReconciliationLock> locks) {
        ReconciliationLock lock = locks.getIfAvailable(() -> withoutLock(store));
        return new KycStatusReconciler(store, confirmation, clients, properties, lock, Clock.systemUTC());
    }

    @Bean
    ReconciliationSchedule kycReconciliationSchedule(
            KycStatusReconciler reconciler, KycReconciliationProperties properties) {
        return new ReconciliationSchedule(reconciler, properties.interval());
    }

    private static ReconciliationLock withoutLock(KycStatusStore store) {
        if (store instanceof JdbcKycStatusStore) {
            throw new KycStatusSetupException(
                    "Statuses are reconciled from a store in the database, and nothing keeps two instances of the"
                            + " application from doing so at once.",
                    "Add net.javacrumbs.shedlock:shedlock-provider-jdbc-template, or define a ShedLock LockProvider bean."
                            + " Without kyc-sharing.reconciliation.enabled=true no lock is needed.");
        }
        return ReconciliationLock.NONE;
    }
}
