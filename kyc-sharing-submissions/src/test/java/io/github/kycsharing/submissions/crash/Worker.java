package io.github.kycsharing.submissions.crash;

import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.spring.KycSharingClientBuilderCustomizer;
import io.github.kycsharing.submissions.BackfillPlan;
import io.github.kycsharing.submissions.BackfillRun;
import io.github.kycsharing.submissions.BackfillSource;
import io.github.kycsharing.submissions.KycBackfills;
import io.github.kycsharing.submissions.KycInformation;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.submissions.internal.engine.Steps;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.test.KycExchangeSimulator;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A broker's application. It ends when its standard input does, so that it never outlives the test. */
final class Worker {
    static final String CLIENT = "default";
    static final String ENTITY = "BROKERKEY";
    static final String SECRET = "s3cret";
    static final String READY = "Worker is ready";
    static final int HALTED = 7;
    static final String BACKFILL = "customers";
    static final String LOADED = "Back-fill is loaded: ";

    private Worker() {}

    /**
     * Runs the application.
     *
     * @param args properties
     */
    @SuppressWarnings("SystemOut") // the test reads it
    public static void main(String[] args) throws IOException {
        ConfigurableApplicationContext context = run(args);
        System.out.println(READY);
        String customer = context.getEnvironment().getProperty("worker.submit");
        if (customer != null) {
            context.getBean(KycSubmissions.class).submit(CLIENT, TestRecords.standard(customer));
        }
        int rows = context.getEnvironment().getProperty("worker.backfill", Integer.class, 0);
        if (rows > 0) {
            Thread loading = new Thread(() -> load(context.getBean(KycBackfills.class), rows), "loading");
            loading.setDaemon(true);
            loading.start();
        }
        while (System.in.read() >= 0) {
            // The test is alive.
        }
        Runtime.getRuntime().halt(1);
    }

    @SuppressWarnings("SystemOut") // the test reads it
    private static void load(KycBackfills backfills, int rows) {
        BackfillRun run = backfills.run(BackfillPlan.of(CLIENT, BACKFILL), customers(rows));
        System.out.println(
                LOADED + run.stored() + " new, " + run.existing() + " existing, " + run.invalid() + " invalid");
    }

    /** The same rows each time, made when they are read. */
    static BackfillSource customers(int rows) {
        return BackfillSource.of(IntStream.range(0, rows)
                .mapToObj(customer -> ShareKycRequest.of(TestRecords.standard("B-" + customer))));
    }

    static ConfigurableApplicationContext run(String... args) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(args);
    }

    /** The properties of an application whose dead are found in a few seconds. */
    static List<String> properties(KycExchangeSimulator exchange, String databaseUrl, String keyset) {
        return properties(exchange.baseUrl(), databaseUrl, keyset);
    }

    static List<String> properties(String baseUrl, String databaseUrl, String keyset) {
        return Stream.of(
                        "spring.datasource.url=" + databaseUrl,
                        "spring.datasource.username=" + (databaseUrl.startsWith("jdbc:h2:") ? "sa" : "postgres"),
                        "kyc-sharing.base-url=" + baseUrl,
                        "kyc-sharing.biz-entity-key=" + ENTITY,
                        "kyc-sharing.secret=" + SECRET,
                        "kyc-sharing.broker-type=standard",
                        "kyc-sharing.notify-url=.",
                        "kyc-sharing.warm-up=false",
                        "kyc-sharing.information-requests.enabled=false",
                        "kyc-sharing.submissions.initialize-schema=always",
                        "kyc-sharing.submissions.encryption.keyset=" + keyset,
                        "kyc-sharing.submissions.delivery.claim=2s",
                        "kyc-sharing.submissions.delivery.initial-backoff=20ms",
                        "kyc-sharing.submissions.delivery.max-backoff=500ms",
                        "kyc-sharing.submissions.publication.initial-backoff=20ms",
                        "kyc-sharing.submissions.publication.max-backoff=200ms",
                        "kyc-sharing.submissions.engine.polling-interval=100ms",
                        "kyc-sharing.submissions.engine.heartbeat-interval=1s",
                        "kyc-sharing.submissions.engine.sweep-interval=500ms")
                .map(property -> "--" + property)
                .toList();
    }

    /** What a broker has beside the starter. */
    @EnableAutoConfiguration
    static class Application {
        /** The clock of a machine that is wrong. */
        @Bean
        Clock machineClock(@Value("${worker.clock-ahead:0s}") Duration ahead) {
            return Clock.offset(Clock.systemUTC(), ahead);
        }

        @Bean
        DatabaseClock databaseClock(Clock machine) {
            return new DatabaseClock(machine);
        }

        @Bean
        KycSharingClientBuilderCustomizer wrongClock(Clock machine) {
            return (name, builder) -> builder.clock(machine);
        }

        @Bean
        @ConditionalOnBooleanProperty(name = "worker.listener", matchIfMissing = true)
        EffectListener effectListener(
                DataSource dataSource, @Value("${worker.listener-failures:0}") double probabilityOfFailure) {
            EffectListener.createTables(dataSource);
            return new EffectListener(dataSource, probabilityOfFailure);
        }

        @Bean
        @ConditionalOnBooleanProperty(name = "worker.submits-files")
        InformationListener informationListener(DataSource dataSource, KycInformation information) {
            return new InformationListener(dataSource, information);
        }

        @Bean
        OrderIntake orderIntake(
                DataSource dataSource,
                PlatformTransactionManager transactions,
                KycSubmissions submissions,
                @Value("${worker.takes-orders:false}") boolean takesOrders) {
            return new OrderIntake(dataSource, new TransactionTemplate(transactions), submissions, takesOrders);
        }

        /** Halts or stops the process before the n-th step of a name: {@code deliver:1}. */
        @Bean
        Steps steps(@Value("${worker.halt-at:}") String haltAt, @Value("${worker.stop-at:}") String stopAt) {
            Map<String, Integer> passed = new ConcurrentHashMap<>();
            return step -> {
                String numbered = step + ":" + passed.merge(step, 1, Integer::sum);
                if (numbered.equals(haltAt)) {
                    Runtime.getRuntime().halt(HALTED);
                }
                if (numbered.equals(stopAt)) {
                    Signals.send("STOP", List.of(ProcessHandle.current().pid()));
                }
            };
        }
    }
}
