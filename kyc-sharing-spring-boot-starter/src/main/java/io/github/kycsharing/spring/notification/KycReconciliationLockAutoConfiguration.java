package io.github.kycsharing.spring.notification;

import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Lets one instance at a time reconcile, by the application's {@link LockProvider} or by a table beside that of the store. The
 * provider that is made here is nobody else's: other locks of the application are its own business.
 */
@AutoConfiguration(after = {KycStatusJdbcStoreAutoConfiguration.class, KycStatusTrackingAutoConfiguration.class})
@ConditionalOnClass(LockProvider.class)
@ConditionalOnBooleanProperty("kyc-sharing.reconciliation.enabled")
@ConditionalOnBean(KycStatusStore.class)
@ConditionalOnMissingBean(InMemoryKycStatusStore.class)
@EnableConfigurationProperties(KycReconciliationProperties.class)
public final class KycReconciliationLockAutoConfiguration {
    private static final String TABLE = "kyc_sharing_lock";

    /** Makes the auto-configuration. */
    public KycReconciliationLockAutoConfiguration() {}

    private static ReconciliationLock lock(LockProvider provider, KycReconciliationProperties properties) {
        return new ShedLockReconciliationLock(provider, properties.interval().dividedBy(2));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(LockProvider.class)
    static final class ByTheApplication {
        @Bean
        ReconciliationLock kycReconciliationLock(LockProvider provider, KycReconciliationProperties properties) {
            return lock(provider, properties);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JdbcTemplateLockProvider.class)
    @ConditionalOnMissingBean(LockProvider.class)
    @ConditionalOnBean(JdbcKycStatusStore.class)
    static final class ByTheStoresDatabase {
        @Bean
        ReconciliationLock kycReconciliationLock(DataSource dataSource, KycReconciliationProperties properties) {
            return lock(
                    new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                            .withJdbcTemplate(new JdbcTemplate(dataSource))
                            .withTableName(TABLE)
                            .usingDbTime()
                            .build()),
                    properties);
        }
    }
}
