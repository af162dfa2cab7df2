package io.github.kycsharing.spring.notification;

import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** Remembers whose status is awaited in the application's database, if it has one. */
@AutoConfiguration(before = KycStatusTrackingAutoConfiguration.class, after = DataSourceAutoConfiguration.class)
@ConditionalOnClass({JdbcClient.class, DataSourceScriptDatabaseInitializer.class, PlatformTransactionManager.class})
@ConditionalOnBooleanProperty(name = "kyc-sharing.enabled", matchIfMissing = true)
@Conditional(OnStatusTracking.class)
@ConditionalOnProperty(name = "kyc-sharing.status-store.type", havingValue = "jdbc", matchIfMissing = true)
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnMissingBean(KycStatusStore.class)
@EnableConfigurationProperties(KycStatusStoreProperties.class)
@ImportRuntimeHints(KycStatusJdbcStoreAutoConfiguration.Scripts.class)
public final class KycStatusJdbcStoreAutoConfiguration {
    /** Makes the auto-configuration. */
    public KycStatusJdbcStoreAutoConfiguration() {}

    @Bean
    @DependsOnDatabaseInitialization
    JdbcKycStatusStore kycStatusStore(
            DataSource dataSource, ObjectProvider<PlatformTransactionManager> transactionManagers) {
        PlatformTransactionManager transactions =
                transactionManagers.getIfUnique(() -> new JdbcTransactionManager(dataSource));
        return new JdbcKycStatusStore(dataSource, transactions, Clock.systemUTC());
    }

    @Bean
    KycStatusSchemaInitializer kycStatusSchemaInitializer(DataSource dataSource, KycStatusStoreProperties properties) {
        return new KycStatusSchemaInitializer(dataSource, properties);
    }

    static final class Scripts implements RuntimeHintsRegistrar {
        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            hints.resources().registerPattern(KycStatusSchemaInitializer.SCRIPTS);
        }
    }
}
