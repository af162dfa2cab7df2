package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.test.KycExchangeSimulator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.util.ClassUtils;

/** Application contexts with everything that Spring Boot configures for a broker with a database. */
final class SubmissionContexts {
    static final String CLIENT = "default";
    static final String ENTITY = "BROKERKEY";
    static final String SECRET = "s3cret";
    static final String H2_FILE = "jdbc:h2:file:";

    private SubmissionContexts() {}

    /** One without a database. */
    static ApplicationContextRunner runner(KycExchangeSimulator exchange) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(autoConfigurations()))
                .withPropertyValues(properties(exchange).toArray(String[]::new));
    }

    /** Those of a broker, with short pauses. */
    static List<String> properties(KycExchangeSimulator exchange) {
        return List.of(
                "kyc-sharing.base-url=" + exchange.baseUrl(),
                "kyc-sharing.biz-entity-key=" + ENTITY,
                "kyc-sharing.secret=" + SECRET,
                "kyc-sharing.broker-type=standard",
                "kyc-sharing.notify-url=.",
                "kyc-sharing.warm-up=false",
                "kyc-sharing.information-requests.enabled=false", // no calls beside those of a test
                "kyc-sharing.submissions.delivery.initial-backoff=20ms",
                "kyc-sharing.submissions.delivery.max-backoff=200ms",
                "kyc-sharing.submissions.publication.initial-backoff=20ms",
                "kyc-sharing.submissions.publication.max-backoff=100ms",
                "kyc-sharing.submissions.engine.polling-interval=50ms",
                "kyc-sharing.submissions.engine.sweep-interval=200ms");
    }

    static String[] database(String url) {
        String user = url.startsWith("jdbc:postgresql:") ? "postgres" : "sa";
        return new String[] {"spring.datasource.url=" + url, "spring.datasource.username=" + user};
    }

    static Class<?>[] autoConfigurations() {
        ClassLoader loader = SubmissionContexts.class.getClassLoader();
        Stream<Class<?>> own = ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream()
                .filter(name -> name.startsWith("io.github.kycsharing."))
                .filter(name -> !name.contains(".notification.") && !name.contains(".observation."))
                .filter(name -> !name.contains(".actuate."))
                .map(name -> ClassUtils.resolveClassName(name, loader));
        return Stream.concat(
                        own,
                        Stream.of(
                                DataSourceAutoConfiguration.class,
                                DataSourceTransactionManagerAutoConfiguration.class,
                                TransactionAutoConfiguration.class))
                .toArray(Class<?>[]::new);
    }
}
