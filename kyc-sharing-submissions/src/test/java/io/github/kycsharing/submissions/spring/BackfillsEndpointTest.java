package io.github.kycsharing.submissions.spring;

import static io.github.kycsharing.submissions.spring.SubmissionContexts.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.BackfillPlan;
import io.github.kycsharing.submissions.BackfillSource;
import io.github.kycsharing.submissions.BackfillTimeWindow;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycBackfill;
import io.github.kycsharing.submissions.KycBackfills;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.submissions.spring.OperatedBroker.Response;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeExtension;
import java.lang.management.ManagementFactory;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The endpoint kycbackfills, over HTTP to a real server and over JMX. */
class BackfillsEndpointTest {
    private static final String PATH = "/actuator/kycbackfills";
    private static final String FIRST = PATH + "/default/first";
    private static final String REASON = "CANARY reason";
    private static final String[] COMMANDS = {
        "management.endpoint.kycbackfills.access=unrestricted",
        "kyc-sharing.submissions.delivery.enabled=false",
        OperatedBroker.OPEN
    };

    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard(SubmissionContexts.ENTITY, SubmissionContexts.SECRET));

    @SuppressWarnings("NullAway.Init") // each test starts it
    private OperatedBroker broker;

    @AfterEach
    void close() {
        broker.close();
    }

    private void start(String... properties) {
        broker = OperatedBroker.start(EXCHANGE.exchange(), "jdbc:h2:mem:" + UUID.randomUUID(), properties);
    }

    /** Three rows are stored, and two are invalid. */
    private void run(BackfillPlan plan) {
        List<ShareKycRequest> rows = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            var record = TestRecords.standard("CANARY-" + i);
            rows.add(ShareKycRequest.of(
                    i % 2 == 0 ? record.toBuilder().identityInfo(null).build() : record));
        }
        broker.bean(KycBackfills.class).run(plan, BackfillSource.of(rows));
    }

    private static Map<String, Object> command(String command) {
        return Map.of("command", command, "reason", REASON);
    }

    private static JsonNode ok(Response response) {
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        assertThat(response.text()).doesNotContain("CANARY", SubmissionContexts.ENTITY, SubmissionContexts.SECRET);
        return response.json();
    }

    private static void assertRefused(Response response, int status, String reason) {
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        assertThat(response.json().path("reason").asString()).isEqualTo(reason);
        assertThat(response.text()).doesNotContain("CANARY");
    }

    @Test
    void listsBackfillsTheNewestFirst() {
        start(COMMANDS);
        run(BackfillPlan.of(CLIENT, "first"));
        run(BackfillPlan.of(CLIENT, "second").within(BackfillTimeWindow.parse("22:00-06:00", ZoneOffset.UTC)));

        JsonNode list = ok(broker.get(PATH)).path("backfills");

        assertThat(list.values())
                .extracting(backfill -> backfill.path("name").asString())
                .containsExactly("second", "first");
        assertThat(list.path(0).path("timeWindow").asString()).isEqualTo("22:00-06:00");
        assertThat(list.path(0).path("zone").asString()).isEqualTo("Z");
        JsonNode first = ok(broker.get(FIRST));
        assertThat(first).isEqualTo(list.path(1));
        assertThat(first.path("client").asString()).isEqualTo(CLIENT);
        assertThat(first.path("state").asString()).isEqualTo("ACTIVE");
        assertThat(first.path("total").asLong()).isEqualTo(3);
        assertThat(first.path("counts").path("QUEUED").asLong()).isEqualTo(3);
        assertThat(first.path("percent").asInt(-1)).isZero();
        assertThat(first.path("invalid").asLong()).isEqualTo(2);
        assertThat(first.hasNonNull("loadedAt")).isTrue();
        assertThat(first.hasNonNull("completedAt")).isFalse();
    }

    @Test
    void listsInvalidRowsByPage() {
        start(COMMANDS);
        run(BackfillPlan.of(CLIENT, "first"));
        String rows = FIRST + "/invalid-rows";

        JsonNode page = ok(broker.get(rows + "?limit=1"));

        assertThat(page.path("rows").values()).hasSize(1);
        JsonNode row = page.path("rows").path(0);
        assertThat(row.path("position").asLong()).isEqualTo(2);
        assertThat(row.path("violations").path(0).path("path").asString()).isEqualTo("kycInfo.identityInfo");
        assertThat(row.path("violations").path(0).path("rule").asString()).isEqualTo("MANDATORY");
        JsonNode next =
                ok(broker.get(rows + "?limit=2&after=" + page.path("next").asLong()));
        assertThat(next.path("rows").values())
                .extracting(found -> found.path("position").asLong())
                .containsExactly(4L);
        assertThat(next.hasNonNull("next")).isFalse();
        assertThat(ok(broker.get(rows)).path("rows").values()).hasSize(2);
    }

    @Test
    void pausesResumesAndCancels() {
        start("management.endpoint.kycbackfills.access=unrestricted", OperatedBroker.OPEN);
        broker.bean(KycLanes.class).pause(CLIENT, new Intervention("jane", "nothing is delivered"));
        run(BackfillPlan.of(CLIENT, "first"));

        JsonNode paused = ok(broker.post(FIRST, command("PAUSE")));
        assertThat(paused.path("state").asString()).isEqualTo("PAUSED");
        assertThat(paused.path("changedBy").asString()).isEqualTo("actuator");
        assertThat(broker.bean(KycBackfills.class)
                        .progress(CLIENT, "first")
                        .orElseThrow()
                        .note())
                .contains(REASON);
        assertThat(ok(broker.post(FIRST, command("resume"))).path("state").asString())
                .isEqualTo("ACTIVE");
        assertThat(ok(broker.post(FIRST, command("CANCEL"))).path("state").asString())
                .isEqualTo("CANCELLED");
        await().untilAsserted(() -> assertThat(
                        ok(broker.get(FIRST)).path("counts").path("CANCELLED").asLong())
                .isEqualTo(3));
        assertRefused(broker.post(FIRST, command("RESUME")), 409, "STATE_NOT_ALLOWED");
    }

    @Test
    void refusalsAreStatuses() {
        start(COMMANDS);
        run(BackfillPlan.of(CLIENT, "first"));

        assertRefused(broker.get(PATH + "/unknown/first"), 404, "CLIENT_NOT_FOUND");
        assertRefused(broker.get(PATH + "/default/unknown"), 404, "BACKFILL_NOT_FOUND");
        assertRefused(broker.get(PATH + "/default/unknown/invalid-rows"), 404, "BACKFILL_NOT_FOUND");
        assertRefused(broker.post(PATH + "/default/unknown", command("PAUSE")), 404, "BACKFILL_NOT_FOUND");
        assertRefused(broker.post(FIRST, command("RESUME")), 409, "STATE_NOT_ALLOWED");
        assertRefused(broker.get(FIRST + "/invalid-rows?limit=0"), 400, "BAD_REQUEST");
        assertRefused(broker.post(FIRST, Map.of("command", "PAUSE", "reason", " ")), 400, "BAD_REQUEST");
        for (Response response : List.of(
                broker.get(FIRST + "/rows"),
                broker.get(FIRST + "/invalid-rows?after=x"),
                broker.post(FIRST, Map.of("command", "PAUSE")),
                broker.post(FIRST, command("DELETE")))) {
            assertThat(response.status()).as(response.text()).isEqualTo(400);
            assertThat(response.text()).doesNotContain("CANARY");
        }
        assertThat(state()).isEqualTo(KycBackfill.State.ACTIVE);
    }

    private KycBackfill.State state() {
        return broker.bean(KycBackfills.class)
                .progress(CLIENT, "first")
                .orElseThrow()
                .state();
    }

    @Test
    void commandsNeedTheirAccessLevel() {
        start(COMMANDS[1], COMMANDS[2]);
        run(BackfillPlan.of(CLIENT, "first"));

        ok(broker.get(PATH));
        ok(broker.get(FIRST + "/invalid-rows"));
        for (String command : List.of("PAUSE", "CANCEL")) {
            assertThat(broker.post(FIRST, command(command)).status()).isEqualTo(405);
        }
        assertThat(state()).isEqualTo(KycBackfill.State.ACTIVE);
    }

    @Test
    void recordsTheNameOfTheCaller() {
        broker = OperatedBroker.start(
                EXCHANGE.exchange(),
                "jdbc:h2:mem:" + UUID.randomUUID(),
                List.of(SubmissionsEndpointTest.Login.class),
                "spring.security.user.name=jane",
                "spring.security.user.password=pw",
                COMMANDS[0],
                COMMANDS[1]);
        run(BackfillPlan.of(CLIENT, "first"));

        assertThat(broker.post(FIRST, command("PAUSE")).status()).isEqualTo(401);
        assertThat(broker.get(FIRST + "/invalid-rows").status()).isEqualTo(401);
        broker.as("jane", "pw");
        assertThat(ok(broker.post(FIRST, command("PAUSE"))).path("changedBy").asString())
                .isEqualTo("jane");
    }

    @Test
    void worksOverJmx() throws Exception {
        String domain = "kyc" + UUID.randomUUID();
        start(
                COMMANDS[0],
                COMMANDS[1],
                COMMANDS[2],
                "spring.jmx.enabled=true",
                "management.endpoints.jmx.domain=" + domain,
                "management.endpoints.jmx.exposure.include=kycbackfills");
        run(BackfillPlan.of(CLIENT, "first"));
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName(domain + ":type=Endpoint,name=Kycbackfills");
        String text = String.class.getName();

        Object paused = server.invoke(
                name, "execute", new Object[] {CLIENT, "first", "PAUSE", REASON}, new String[] {text, text, text, text
                });

        assertThat(paused)
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("state", "PAUSED")
                .containsEntry("changedBy", "actuator");
    }
}
