package io.github.kycsharing.submissions.spring;

import static io.github.kycsharing.submissions.spring.SubmissionContexts.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.submissions.spring.OperatedBroker.Response;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeExtension;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.JsonNode;

/** The endpoints kycsubmissions and kyclanes, over HTTP to a real server and over JMX. */
class SubmissionsEndpointTest {
    private static final String PATH = "/actuator/kycsubmissions";
    private static final String LANES = "/actuator/kyclanes";
    private static final String CUSTOMER = "CANARY-customer";
    private static final String REASON = "CANARY reason";
    private static final String[] COMMANDS = {
        "management.endpoint.kycsubmissions.access=unrestricted",
        "management.endpoint.kyclanes.access=unrestricted",
        "kyc-sharing.submissions.delivery.enabled=false",
        OperatedBroker.OPEN
    };

    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard(SubmissionContexts.ENTITY, SubmissionContexts.SECRET));

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // each test starts it
    private OperatedBroker broker;

    @AfterEach
    void close() {
        broker.close();
    }

    private void start(String... properties) {
        broker = OperatedBroker.start(EXCHANGE.exchange(), url, properties);
    }

    private KycSubmission submit(String requestNo) {
        return broker.bean(KycSubmissions.class)
                .submit(CLIENT, ShareKycRequest.of(requestNo, TestRecords.standard(CUSTOMER)));
    }

    private KycSubmission find(UUID id) {
        return broker.bean(KycSubmissions.class).find(id).orElseThrow();
    }

    private void set(UUID id, SubmissionState state) {
        JdbcClient.create(broker.bean(DataSource.class))
                .sql("update kyc_sharing_submission set state = ?, next_call = 'NONE' where id = ?")
                .param(state.name())
                .param(id)
                .update();
    }

    private static Map<String, Object> command(String command, long version) {
        return Map.of("command", command, "version", version, "reason", REASON);
    }

    private static void assertRefused(Response response, int status, String reason) {
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        assertThat(response.json().path("reason").asString()).isEqualTo(reason);
        assertThat(response.json().path("message").asString()).isNotBlank();
        assertThat(response.text()).doesNotContain("CANARY");
    }

    @Test
    void listsPagesOfAStateAndAClient() {
        start(COMMANDS);
        for (int i = 1; i <= 3; i++) {
            submit("R-" + i);
        }
        set(submit("R-4").id(), SubmissionState.UNRESOLVED);

        JsonNode first =
                broker.get(PATH + "?client=default&state=QUEUED&size=2").json();
        assertThat(numbers(first)).containsExactly("R-3", "R-2");
        JsonNode second = broker.get(PATH + "?client=default&state=QUEUED&size=2&after="
                        + first.path("next").asString())
                .json();
        assertThat(numbers(second)).containsExactly("R-1");
        assertThat(second.hasNonNull("next")).isFalse();
        assertThat(numbers(broker.get(PATH + "?state=unresolved").json())).containsExactly("R-4");
        assertThat(numbers(broker.get(PATH).json())).hasSize(4);
        assertThat(numbers(broker.get(PATH + "?client=default&requestNo=R-2").json()))
                .containsExactly("R-2");
        assertThat(numbers(
                        broker.get(PATH + "?client=default&requestNo=unknown").json()))
                .isEmpty();
    }

    private static List<String> numbers(JsonNode page) {
        return page.path("submissions").values().stream()
                .map(submission -> submission.path("requestNo").asString())
                .toList();
    }

    @Test
    void showsASubmissionAndItsHistoryWithoutCustomerAndNotes() {
        start(COMMANDS);
        KycSubmission submission = submit("R-1");
        broker.post(PATH + "/" + submission.id(), command("CANCEL", submission.version()));

        Response response = broker.get(PATH + "/" + submission.id());

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text())
                .doesNotContain("CANARY", "M-", SubmissionContexts.ENTITY, SubmissionContexts.SECRET);
        JsonNode shown = response.json().path("submission");
        assertThat(shown.path("id").asString()).isEqualTo(submission.id().toString());
        assertThat(shown.path("client").asString()).isEqualTo(CLIENT);
        assertThat(shown.path("state").asString()).isEqualTo("CANCELLED");
        assertThat(shown.path("evidence").path("mayHaveArrived").asBoolean(true))
                .isFalse();
        assertThat(shown.path("version").asLong()).isEqualTo(submission.version() + 1);
        assertThat(shown.path("commands").values()).isEmpty();
        JsonNode history = response.json().path("history");
        assertThat(history.size()).isEqualTo(2);
        assertThat(history.path(1).path("previousState").asString()).isEqualTo("QUEUED");
        assertThat(history.path(1).path("actor").asString()).isEqualTo("actuator");
        assertThat(history.path(1).path("action").asString()).isEqualTo("CANCEL");
    }

    @Test
    void executesEachCommand() {
        start(COMMANDS);
        assertState(execute(SubmissionState.QUEUED, "CANCEL"), SubmissionState.CANCELLED);
        assertState(execute(SubmissionState.UNRESOLVED, "CLOSE"), SubmissionState.CLOSED);
        assertState(execute(SubmissionState.QUARANTINED, "RETRY"), SubmissionState.QUEUED);
        assertState(execute(SubmissionState.UNRESOLVED, "RESOLVE_NOW"), SubmissionState.UNCERTAIN);
        JsonNode resubmitted = execute(SubmissionState.REJECTED, "resubmit");
        assertState(resubmitted, SubmissionState.QUEUED);
        assertThat(resubmitted.hasNonNull("replaces")).isTrue();
    }

    private JsonNode execute(SubmissionState state, String command) {
        KycSubmission submission = submit("R-" + UUID.randomUUID());
        set(submission.id(), state);
        Response response = broker.post(PATH + "/" + submission.id(), command(command, submission.version()));
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        assertThat(response.text()).doesNotContain("CANARY");
        return response.json();
    }

    private static void assertState(JsonNode submission, SubmissionState state) {
        assertThat(submission.path("state").asString()).isEqualTo(state.name());
    }

    @Test
    void refusalsAreStatuses() {
        start(COMMANDS);
        KycSubmission submission = submit("R-1");
        String path = PATH + "/" + submission.id();
        UUID unknown = UUID.randomUUID();

        assertRefused(broker.post(path, command("CANCEL", 7)), 409, "VERSION_CONFLICT");
        assertRefused(broker.post(path, command("CLOSE", submission.version())), 409, "STATE_NOT_ALLOWED");
        assertRefused(broker.get(PATH + "/" + unknown), 404, "SUBMISSION_NOT_FOUND");
        assertRefused(broker.post(PATH + "/" + unknown, command("CLOSE", 0)), 404, "SUBMISSION_NOT_FOUND");
        assertRefused(broker.get(PATH + "?client=unknown"), 404, "CLIENT_NOT_FOUND");
        assertRefused(broker.get(LANES + "/unknown"), 404, "CLIENT_NOT_FOUND");
        assertRefused(broker.get(PATH + "/no-uuid"), 400, "BAD_REQUEST");
        assertRefused(broker.get(PATH + "?after=x"), 400, "BAD_REQUEST");
        assertRefused(broker.get(PATH + "?size=0"), 400, "BAD_REQUEST");
        assertRefused(broker.get(PATH + "?requestNo=R-1"), 400, "BAD_REQUEST");
        assertRefused(
                broker.post(path, Map.of("command", "CANCEL", "version", submission.version(), "reason", " ")),
                400,
                "BAD_REQUEST");
        for (Map<String, ?> body : List.<Map<String, ?>>of(
                Map.of("command", "CANCEL", "version", submission.version()),
                Map.of("command", "CANCEL", "reason", REASON),
                Map.of("command", "DELETE", "version", submission.version(), "reason", REASON),
                Map.of("command", "CANCEL", "version", "x", "reason", REASON))) {
            Response response = broker.post(path, body);
            assertThat(response.status()).as(response.text()).isEqualTo(400);
            assertThat(response.text()).doesNotContain("CANARY");
        }
        assertThat(find(submission.id()).version()).isEqualTo(submission.version());
    }

    @Test
    void erasesACustomerWithoutAnEcho() {
        start(COMMANDS);
        KycSubmission submission = submit("R-1");

        Response other = broker.post(PATH, Map.of("client", CLIENT, "entityCustomerId", CUSTOMER, "reason", REASON));
        assertThat(other.status()).isEqualTo(400);
        Response erased = broker.post(
                PATH, Map.of("command", "ERASE", "client", CLIENT, "entityCustomerId", CUSTOMER, "reason", REASON));

        assertThat(erased.status()).isEqualTo(200);
        assertThat(erased.text()).doesNotContain("CANARY");
        assertThat(erased.json().path("erased").asInt()).isOne();
        assertThat(erased.json().path("pending").asInt(-1)).isZero();
        assertThat(find(submission.id()).customer().entityCustomerId()).startsWith("erased-");
    }

    @Test
    void pausesAndResumesALane() {
        start(COMMANDS);
        submit("R-1");

        Response paused = broker.post(LANES + "/default", Map.of("command", "PAUSE", "reason", REASON));

        assertThat(paused.status()).isEqualTo(200);
        assertThat(paused.text()).doesNotContain("CANARY", SubmissionContexts.ENTITY);
        assertThat(paused.json().path("state").asString()).isEqualTo("PAUSED");
        assertThat(paused.json().path("changedBy").asString()).isEqualTo("actuator");
        JsonNode lane = broker.get(LANES).json().path("lanes").path(0);
        assertThat(lane.path("state").asString()).isEqualTo("PAUSED");
        assertThat(lane.path("counts").path("QUEUED").asLong()).isOne();
        assertThat(lane.path("unpublishedEvents").asLong()).isOne();
        broker.post(LANES + "/default", Map.of("command", "RESUME", "reason", REASON));
        assertThat(broker.get(LANES + "/default").json().path("state").asString())
                .isEqualTo("ACTIVE");
    }

    @Test
    void commandsNeedTheirAccessLevel() {
        start("kyc-sharing.submissions.delivery.enabled=false", OperatedBroker.OPEN);
        KycSubmission submission = submit("R-1");

        assertThat(broker.get(PATH).status()).isEqualTo(200);
        assertThat(broker.get(LANES).status()).isEqualTo(200);
        assertThat(broker.post(PATH + "/" + submission.id(), command("CANCEL", submission.version()))
                        .status())
                .isEqualTo(405);
        assertThat(broker.post(
                                PATH,
                                Map.of(
                                        "command",
                                        "ERASE",
                                        "client",
                                        CLIENT,
                                        "entityCustomerId",
                                        CUSTOMER,
                                        "reason",
                                        REASON))
                        .status())
                .isEqualTo(405);
        assertThat(broker.post(LANES + "/default", Map.of("command", "PAUSE", "reason", REASON))
                        .status())
                .isEqualTo(405);
        assertThat(find(submission.id()).state()).isEqualTo(SubmissionState.QUEUED);
        assertThat(broker.bean(KycLanes.class).find(CLIENT))
                .get()
                .extracting(KycLane::state)
                .isEqualTo(KycLane.State.ACTIVE);
    }

    @Test
    void readOnlyAccessOfTheApplicationRefusesCommands() {
        start(
                "management.endpoint.kycsubmissions.access=unrestricted",
                "management.endpoint.kyclanes.access=unrestricted",
                "management.endpoints.access.max-permitted=read-only",
                OperatedBroker.OPEN);

        assertThat(broker.get(PATH).status()).isEqualTo(200);
        assertThat(broker.post(PATH + "/" + UUID.randomUUID(), command("CANCEL", 0))
                        .status())
                .isEqualTo(405);
    }

    @Test
    void recordsTheNameOfTheCaller() {
        broker = OperatedBroker.start(
                EXCHANGE.exchange(),
                url,
                List.of(Login.class),
                "spring.security.user.name=jane",
                "spring.security.user.password=pw",
                COMMANDS[0],
                COMMANDS[1],
                COMMANDS[2]);
        KycSubmission submission = submit("R-1");
        Map<String, Object> cancel = command("CANCEL", submission.version());

        assertThat(broker.get(PATH).status()).isEqualTo(401);
        assertThat(broker.post(PATH + "/" + submission.id(), cancel).status()).isEqualTo(401);
        broker.as("jane", "pw");
        assertThat(broker.post(PATH + "/" + submission.id(), cancel).status()).isEqualTo(200);
        broker.post(LANES + "/default", Map.of("command", "PAUSE", "reason", REASON));

        assertThat(broker.bean(KycSubmissions.class)
                        .history(submission.id())
                        .get(1)
                        .actor())
                .contains("jane");
        assertThat(broker.get(LANES + "/default").json().path("changedBy").asString())
                .isEqualTo("jane");
    }

    /** As an application protects its actuator for programs, which send no CSRF token. */
    @Configuration(proxyBeanMethods = false)
    static class Login {
        @Bean
        SecurityFilterChain actuator(HttpSecurity http) throws Exception {
            return http.securityMatcher("/actuator/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }
    }

    @Test
    void worksOverJmx() throws Exception {
        String domain = "kyc" + UUID.randomUUID();
        start(
                COMMANDS[0],
                COMMANDS[1],
                COMMANDS[2],
                COMMANDS[3],
                "spring.jmx.enabled=true",
                "management.endpoints.jmx.domain=" + domain,
                "management.endpoints.jmx.exposure.include=kycsubmissions,kyclanes");
        KycSubmission submission = submit("R-1");
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName(domain + ":type=Endpoint,name=Kycsubmissions");
        String[] signature = {
            String.class.getName(), String.class.getName(), long.class.getName(), String.class.getName()
        };

        assertThatThrownBy(() -> server.invoke(
                        name,
                        "execute",
                        new Object[] {submission.id().toString(), "CANCEL", submission.version() + 8, REASON},
                        signature))
                .isInstanceOfAny(MBeanException.class, RuntimeMBeanException.class)
                .rootCause()
                .hasMessageContaining("Read it again")
                .message()
                .doesNotContain("CANARY");
        Object cancelled = server.invoke(
                name,
                "execute",
                new Object[] {submission.id().toString(), "CANCEL", submission.version(), REASON},
                signature);

        assertThat(cancelled).asInstanceOf(InstanceOfAssertFactories.MAP).containsEntry("state", "CANCELLED");
        assertThat(broker.bean(KycSubmissions.class)
                        .history(submission.id())
                        .get(1)
                        .actor())
                .contains("actuator");
    }

    @Test
    void databaseThatIsNotAvailableIsAStatus() {
        start(COMMANDS);
        ((HikariDataSource) broker.bean(DataSource.class)).close();

        assertRefused(broker.get(PATH), 503, "DATABASE_NOT_AVAILABLE");
    }
}
