package io.github.kycsharing.submissions.crash;

import io.github.kycsharing.submissions.KycSubmissionChanged;
import io.github.kycsharing.submissions.internal.delivery.Steps;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An instance of a broker's application, which a test ends at any moment. Its arguments are properties. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Worker {
    static final String READY = "ready";

    /** Has no key: a repeated effect is a second row. */
    static final String EFFECTS =
            "create table effect (event_id bigint not null, submission_id uuid not null, state varchar(16) not null)";

    /** Properties of short times, so that a few seconds show what takes minutes. */
    static final Map<String, String> QUICK = Map.ofEntries(
            Map.entry("kyc-sharing.broker-type", "standard"),
            Map.entry("kyc-sharing.notify-url", "."),
            Map.entry("kyc-sharing.warm-up", "false"),
            Map.entry("kyc-sharing.read-timeout", "250ms"),
            Map.entry("kyc-sharing.total-timeout", "2s"),
            Map.entry("kyc-sharing.submissions.engine.polling-interval", "100ms"),
            Map.entry("kyc-sharing.submissions.engine.heartbeat-interval", "1s"),
            Map.entry("kyc-sharing.submissions.engine.sweep-interval", "500ms"),
            Map.entry("kyc-sharing.submissions.delivery.claim", "2s"),
            Map.entry("kyc-sharing.submissions.delivery.initial-backoff", "50ms"),
            Map.entry("kyc-sharing.submissions.delivery.max-backoff", "500ms"),
            Map.entry("kyc-sharing.submissions.delivery.resume-within", "10s"),
            Map.entry("kyc-sharing.submissions.delivery.unresolved-after", "12s"),
            Map.entry("kyc-sharing.submissions.delivery.confirm-within", "12s"),
            Map.entry("kyc-sharing.submissions.delivery.rejections-before-pause", "10000"),
            Map.entry("kyc-sharing.submissions.publication.initial-backoff", "20ms"),
            Map.entry("spring.main.banner-mode", "off"),
            Map.entry("logging.level.root", "warn"));

    /**
     * Runs until the process is ended.
     *
     * @param arguments properties, as {@code --name=value}
     */
    public static void main(String... arguments) throws InterruptedException {
        SpringApplication application = new SpringApplication(Worker.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run(arguments);
        System.out.println(READY);
        new CountDownLatch(1).await();
    }

    /** Ends the process at a step, if the test names one. */
    @Bean
    Steps steps(@Value("${crash.step:}") String crash) {
        return step -> {
            if (step.equals(crash)) {
                Runtime.getRuntime().halt(137);
            }
        };
    }

    @Bean
    Effects effects(DataSource dataSource) {
        return new Effects(JdbcClient.create(dataSource));
    }

    record Effects(JdbcClient jdbc) {
        @EventListener
        void on(KycSubmissionChanged event) {
            jdbc.sql("insert into effect (event_id, submission_id, state) values (?, ?, ?)")
                    .params(event.eventId(), event.submissionId(), event.state().name())
                    .update();
        }
    }
}
