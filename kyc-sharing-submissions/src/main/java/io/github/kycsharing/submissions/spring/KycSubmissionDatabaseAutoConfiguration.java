package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.KycSharingDataSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionManager;

/** Selects the database of the submissions and creates its tables. */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@OnSubmissions
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(KycSubmissionsProperties.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
@ImportRuntimeHints(KycSubmissionDatabaseAutoConfiguration.Scripts.class)
public final class KycSubmissionDatabaseAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycSubmissionDatabaseAutoConfiguration() {}

    @Bean
    SubmissionDataSource kycSharingSubmissionDataSource(
            @KycSharingDataSource ObjectProvider<DataSource> qualified,
            ObjectProvider<DataSource> all,
            KycSubmissionsProperties properties) {
        PropertyRanges.require(properties);
        return SubmissionDataSource.select(qualified, all);
    }

    @Bean
    SubmissionSchemaInitializer kycSharingSubmissionSchemaInitializer(
            SubmissionDataSource dataSource, KycSubmissionsProperties properties) {
        return new SubmissionSchemaInitializer(dataSource, properties.tablePrefix(), properties.initializeSchema());
    }

    @Bean
    @DependsOnDatabaseInitialization
    SubmissionDatabase kycSharingSubmissionDatabase(
            SubmissionDataSource dataSource,
            @KycSharingDataSource ObjectProvider<PlatformTransactionManager> qualified,
            ObjectProvider<TransactionManager> all,
            KycSubmissionsProperties properties) {
        return new SubmissionDatabase(
                dataSource.dataSource(),
                new TransactionManagerSelection(qualified, all).select(dataSource.dataSource()),
                dataSource.product(),
                properties.tablePrefix());
    }

    static final class Scripts implements RuntimeHintsRegistrar {
        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            hints.resources().registerPattern(SubmissionSchemaInitializer.SCRIPTS);
        }
    }
}
