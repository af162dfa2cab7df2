package io.github.kycsharing.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycInformation;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionAction;
import io.github.kycsharing.submissions.SubmissionEvent;
import io.github.kycsharing.submissions.SubmissionFilter;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.test.RfiRequest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The desk, the search, and what people do with submissions, over HTTP. */
class DeskTest {
    private static final String DESK = "/kyc-console/desk";
    private static final String[] FROM_CONSOLE = {"Sec-Fetch-Site", "same-origin"};
    private static final Map<String, String> REASON = Map.of("reason", "a call of the customer");

    @TempDir
    static Path directory;

    private static ConsoleBroker broker;
    private static KycSubmissions submissions;

    @BeforeAll
    static void start() {
        broker = ShownData.start(
                "server.tomcat.accesslog.enabled=true",
                "server.tomcat.accesslog.buffered=false",
                "server.tomcat.accesslog.directory=" + directory);
        submissions = broker.bean(KycSubmissions.class);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static KycSubmission first(SubmissionState state) {
        return submissions
                .list(SubmissionFilter.all().in(state).fromOldest())
                .submissions()
                .get(0);
    }

    private static String path(KycSubmission submission) {
        return "/kyc-console/submissions/" + submission.id();
    }

    private static KycSubmission last(SubmissionState state) {
        return submissions.list(SubmissionFilter.all().in(state)).submissions().get(0);
    }

    /** What a reader sees of a page. */
    private static String text(HttpResponse<String> page) {
        return page.body().replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
    }

    private static List<SubmissionEvent> history(UUID id) {
        return submissions.history(id);
    }

    @Test
    void listsWhatNeedsAPersonAndMasksCustomers() {
        HttpResponse<String> desk = broker.as(ConsoleBroker.VIEWER).get(DESK);

        assertThat(desk.statusCode()).isEqualTo(200);
        KycSubmission unresolved = first(SubmissionState.UNRESOLVED);
        assertThat(desk.body())
                .contains(unresolved.requestNo(), ">un••••01<", "Open requests for information")
                .contains("Later submissions of this customer wait until then.")
                .doesNotContain(">" + unresolved.customer().entityCustomerId() + "<");
        assertThat(desk.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(broker.as(ConsoleBroker.VIEWER)
                        .get(DESK + "?view=REJECTED&client=alpha&age=ANY")
                        .body())
                .contains(first(SubmissionState.REJECTED).requestNo())
                .doesNotContain(unresolved.requestNo());
        assertThat(broker.as(ConsoleBroker.VIEWER)
                        .get(DESK + "?view=UNRESOLVED&age=WEEK")
                        .body())
                .contains("No submission is in this list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?view=NONE", "?age=x", "?client=unknown", "?after=x"})
    void unknownFilterIsRefused(String query) {
        assertThat(broker.as(ConsoleBroker.VIEWER).get(DESK + query).statusCode())
                .isEqualTo(400);
    }

    @Test
    void pagesThroughALongList() {
        HttpCaller viewer = broker.as(ConsoleBroker.VIEWER);
        String first = viewer.get(DESK + "?view=IMPORTED&client=alpha").body();
        String next =
                first.replaceAll("(?s).*href=\"([^\"]*)\">Next page.*", "$1").replace("&amp;", "&");

        String second = viewer.get("/kyc-console/" + next).body();

        assertThat(second).contains("First page").doesNotContain(first.split("submissions/", 3)[1].substring(0, 36));
    }

    @Test
    void unknownSubmissionIsNotFound() {
        HttpCaller operator = broker.as(ConsoleBroker.OPERATOR);
        for (String id : List.of("x", UUID.randomUUID().toString())) {
            assertThat(operator.get("/kyc-console/submissions/" + id).statusCode())
                    .isEqualTo(404);
            assertThat(operator.get("/kyc-console/submissions/" + id + "/close").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void operatorClosesWithAReasonThatTheHistoryKeeps() {
        KycSubmission quarantined = first(SubmissionState.QUARANTINED);
        HttpCaller operator = broker.as(ConsoleBroker.OPERATOR);
        String form = path(quarantined) + "/close";
        assertThat(operator.get(path(quarantined)).body())
                .contains("Retry…", "Close…")
                .doesNotContain("Cancel…");
        assertThat(operator.get(form).body()).contains("The submission is closed");
        assertThat(operator.submit(form, Map.of("reason", " "), FROM_CONSOLE).statusCode())
                .isEqualTo(422);

        HttpResponse<String> closed = operator.submit(
                form,
                Map.of("reason", "a call of the customer", "version", Long.toString(quarantined.version())),
                FROM_CONSOLE);

        assertThat(closed.statusCode()).isEqualTo(303);
        assertThat(submissions.find(quarantined.id()).orElseThrow().state()).isEqualTo(SubmissionState.CLOSED);
        SubmissionEvent last =
                history(quarantined.id()).get(history(quarantined.id()).size() - 1);
        assertThat(last.action()).contains(SubmissionAction.CLOSE);
        assertThat(last.actor()).contains(ConsoleBroker.OPERATOR);
        assertThat(operator.get(path(quarantined)).body()).contains("a call of the customer", "by <bdi>operator</bdi>");
        assertThat(text(operator.get(path(quarantined)))).contains("Close Quarantined → to Closed");
        assertThat(operator.get(form).statusCode()).as("closed already").isEqualTo(409);
    }

    @Test
    void changedSubmissionIsNotActedOn() {
        KycSubmission unresolved = first(SubmissionState.UNRESOLVED);

        HttpResponse<String> response = broker.as(ConsoleBroker.OPERATOR)
                .submit(
                        path(unresolved) + "/close",
                        Map.of("reason", "late", "version", Long.toString(unresolved.version() - 1)),
                        FROM_CONSOLE);

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body())
                .contains("Nothing has happened", "has changed since you loaded it", "Show the submission");
        assertThat(submissions.find(unresolved.id()).orElseThrow().state()).isEqualTo(SubmissionState.UNRESOLVED);
    }

    /** What a link adds to the address of a form is neither shown nor recorded. */
    @Test
    void linkEntersNothing() {
        KycSubmission unresolved = last(SubmissionState.UNRESOLVED);
        HttpCaller operator = broker.as(ConsoleBroker.OPERATOR);
        String form = path(unresolved) + "/reveal?reason=planted";
        assertThat(operator.get(form).body()).doesNotContain("planted").contains("action=\"reveal\"");

        assertThat(operator.submit(form, REASON, FROM_CONSOLE).statusCode())
                .as("two reasons")
                .isEqualTo(422);
        assertThat(operator.submit(
                                path(unresolved) + "/close?version=" + unresolved.version(),
                                Map.of("reason", "stale", "version", "0"),
                                FROM_CONSOLE)
                        .statusCode())
                .as("two versions")
                .isEqualTo(409);
        String record = broker.bean(KycInformation.class).open("alpha").get(1).recordId();
        assertThat(operator.get("/kyc-console/requests?client=alpha&record=" + record
                                + "&reason=planted&urls-passport=planted&urls-selfie=planted")
                        .body())
                .doesNotContain("planted");
        assertThat(history(unresolved.id())).noneMatch(event -> event.action().isPresent());
    }

    @Test
    void linksOfARevealedSubmissionLead() {
        KycSubmission rejected = last(SubmissionState.REJECTED);
        HttpCaller operator = broker.as(ConsoleBroker.OPERATOR);

        String revealed = operator.submit(path(rejected) + "/reveal", REASON, FROM_CONSOLE)
                .body();

        assertThat(revealed).contains("href=\"../../submissions/" + rejected.id() + "/");
    }

    @Test
    void controlCharactersAreRefused() {
        HttpCaller viewer = broker.as(ConsoleBroker.VIEWER);
        assertThat(viewer.submit("/kyc-console/search", Map.of("id", "a\0b"), FROM_CONSOLE)
                        .statusCode())
                .isEqualTo(400);
        assertThat(viewer.get("/kyc-console/requests?client=alpha&record=a%00b").statusCode())
                .isEqualTo(400);
    }

    @Test
    void changeBetweenThePageAndTheFormIsNoticed() {
        KycSubmission rejected = last(SubmissionState.REJECTED);
        HttpCaller operator = broker.as(ConsoleBroker.OPERATOR);
        String link = operator.get(path(rejected))
                .body()
                .replaceAll("(?s).*href=\"([^\"]*)\"[^>]*>Submit again….*", "$1")
                .replace("&amp;", "&");
        assertThat(link).isEqualTo("../submissions/" + rejected.id() + "/resubmit?version=" + rejected.version());
        String form = "/kyc-console/submissions/" + link.replace("../submissions/", "");
        assertThat(operator.get(form).statusCode()).isEqualTo(200);

        KycSubmission other =
                submissions.resubmit(rejected.id(), rejected.version(), new Intervention("jane", "meanwhile"));

        assertThat(operator.get(form).statusCode()).isEqualTo(409);
        assertThat(text(operator.get(form))).contains("Nothing has happened");
        assertThat(operator.submit(form, REASON, FROM_CONSOLE).statusCode()).isIn(401, 403, 409);
        assertThat(submissions
                        .list(SubmissionFilter.all()
                                .ofCustomer(rejected.customer().entityCustomerId()))
                        .submissions())
                .extracting(KycSubmission::id)
                .containsExactlyInAnyOrder(rejected.id(), other.id());
    }

    @Test
    void openRequestsHavePages() {
        for (int i = 3; i <= 54; i++) {
            ShownData.requestInformation(broker, i, RfiRequest.of("passport"));
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(broker.bean(KycInformation.class).open("alpha"))
                                .hasSize(54));
        HttpCaller viewer = broker.as(ConsoleBroker.VIEWER);

        String first = viewer.get(DESK).body();
        String next = first.replaceAll("(?s).*href=\"([^\"]*)\">Next requests.*", "$1")
                .replace("&amp;", "&");
        String second = viewer.get("/kyc-console/" + next).body();

        assertThat(requests(first)).hasSize(50);
        assertThat(requests(second)).hasSize(4).doesNotContainAnyElementsOf(requests(first));
        assertThat(second).doesNotContain("Next requests");
    }

    private static List<String> requests(String page) {
        return Pattern.compile("record=([^\"&]+)\"")
                .matcher(page)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    @Test
    void viewerReadsAndDoesNothing() {
        KycSubmission unresolved = first(SubmissionState.UNRESOLVED);
        HttpCaller viewer = broker.as(ConsoleBroker.VIEWER);

        assertThat(viewer.get(path(unresolved)).body())
                .contains("Timeline")
                .doesNotContain("Close…", "Show identifiers…");
        Map.of(
                        "close", unresolved,
                        "resubmit", unresolved,
                        "resolve-now", unresolved,
                        "cancel", last(SubmissionState.QUEUED),
                        "retry", last(SubmissionState.QUARANTINED),
                        "reveal", unresolved,
                        "publish-now", unresolved)
                .forEach((action, submission) -> assertThat(
                                viewer.submit(path(submission) + "/" + action, REASON, FROM_CONSOLE)
                                        .statusCode())
                        .as(action)
                        .isEqualTo(403));
        assertThat(history(unresolved.id())).noneMatch(event -> event.action().isPresent());
    }

    @Test
    void formOfAnotherSiteIsRefused() {
        KycSubmission unresolved = first(SubmissionState.UNRESOLVED);
        HttpCaller operator = broker.as(ConsoleBroker.OPERATOR);

        assertThat(operator.submit(path(unresolved) + "/reveal", REASON, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(operator.post(path(unresolved) + "/reveal", "reason=x", FROM_CONSOLE)
                        .statusCode())
                .as("without the token")
                .isIn(401, 403);
        assertThat(operator.submit("/kyc-console/search", Map.of("id", "alpha-000030"), "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void identifiersAreShownOnceAndRecorded() {
        KycSubmission rejected = first(SubmissionState.REJECTED);
        HttpCaller operator = broker.as(ConsoleBroker.OPERATOR);
        String customer = rejected.customer().entityCustomerId();

        HttpResponse<String> revealed = operator.submit(path(rejected) + "/reveal", REASON, FROM_CONSOLE);

        assertThat(revealed.statusCode()).isEqualTo(200);
        assertThat(revealed.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(revealed.body()).contains("<bdi>" + customer + "</bdi>").contains("Show identifiers");
        assertThat(operator.get(path(rejected)).body())
                .doesNotContain("<bdi>" + customer + "</bdi>")
                .contains("a call of the customer");
        assertThat(history(rejected.id()))
                .last()
                .extracting(SubmissionEvent::action, SubmissionEvent::actor)
                .containsExactly(Optional.of(SubmissionAction.REVEAL), Optional.of(ConsoleBroker.OPERATOR));
    }

    @Test
    void searchFindsByEachIdAndLeavesNoneInTheAccessLog() throws IOException {
        KycSubmission imported = first(SubmissionState.IMPORTED);
        HttpCaller viewer = broker.as(ConsoleBroker.VIEWER);

        for (String id : List.of(
                imported.requestNo(),
                imported.customer().entityCustomerId(),
                imported.customer().brokerSubAccountId())) {
            HttpResponse<String> found = viewer.submit("/kyc-console/search", Map.of("id", " " + id), FROM_CONSOLE);
            assertThat(found.statusCode()).isEqualTo(200);
            assertThat(found.body()).contains(imported.requestNo(), "1 submission");
        }
        assertThat(viewer.submit("/kyc-console/search", Map.of("id", "none' or '1'='1"), FROM_CONSOLE)
                        .body())
                .contains("No submission has that requestNo, customer id or sub account");
        assertThat(viewer.submit("/kyc-console/search", Map.of("id", ""), FROM_CONSOLE)
                        .statusCode())
                .isEqualTo(422);
        try (Stream<Path> logs = Files.list(directory)) {
            String log = Files.readString(logs.findFirst().orElseThrow());
            assertThat(log)
                    .contains("POST /kyc-console/search")
                    .doesNotContain(
                            imported.requestNo(),
                            imported.customer().entityCustomerId(),
                            imported.customer().brokerSubAccountId());
        }
    }

    @Test
    void exportIsSafeInASpreadsheetAndHasNoCustomer() {
        broker.bean(KycLanes.class).pause("beta", new Intervention("test", "nothing is delivered"));
        submissions.submit("beta", ShareKycRequest.of("=2+3", TestRecords.of("+C-export")));
        submissions.submit("beta", ShareKycRequest.of("\u200b\u00a0=4+5", TestRecords.of("C-export-2")));

        HttpResponse<String> export =
                broker.as(ConsoleBroker.VIEWER).get(DESK + "/export?view=QUEUED&client=beta&age=ANY");

        assertThat(export.statusCode()).isEqualTo(200);
        assertThat(export.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"kyc-queued.csv\"");
        assertThat(export.body())
                .startsWith("\"requestNo\",\"client\",\"state\"")
                .contains("\"'=2+3\",\"beta\",\"QUEUED\"", "\"'\u200b\u00a0=4+5\",\"beta\"")
                .doesNotContain("C-export");
        assertThat(export.body().lines()).hasSizeGreaterThan(13);
    }

    @Test
    void exportSaysThatItIsCut() {
        try (ConsoleBroker small = ConsoleBroker.start(
                "kyc-sharing.submissions.delivery.enabled=false", "kyc-sharing.console.max-exported-rows=3")) {
            KycSubmissions stored = small.bean(KycSubmissions.class);
            String path = DESK + "/export?view=QUEUED&client=alpha&age=ANY";
            for (int i = 1; i <= 3; i++) {
                stored.submit("alpha", TestRecords.of("C-" + i));
            }
            assertThat(small.as(ConsoleBroker.VIEWER).get(path).body().lines())
                    .hasSize(4)
                    .noneMatch(line -> line.contains("Not complete"));

            stored.submit("alpha", TestRecords.of("C-4"));

            assertThat(small.as(ConsoleBroker.VIEWER).get(path).body().lines())
                    .hasSize(5)
                    .last(InstanceOfAssertFactories.STRING)
                    .isEqualTo("\"Not complete: the list has more than 3 rows. Select a client or an age.\"");
        }
    }

    @Test
    void operatorSubmitsFilesForARequest() {
        String record = broker.bean(KycInformation.class).open("alpha").get(0).recordId();
        String path = "/kyc-console/requests?client=alpha&record=" + record;
        HttpCaller operator = broker.as(ConsoleBroker.OPERATOR);
        String type = broker.bean(KycInformation.class)
                .open("alpha")
                .get(0)
                .request()
                .fileTypes()
                .get(0);
        assertThat(operator.get(path).body()).contains("Submit files", type, "••••");
        assertThat(broker.as(ConsoleBroker.VIEWER).get(path).body()).doesNotContain("Submit files");
        assertThat(operator.submit(path, REASON, FROM_CONSOLE).statusCode()).isEqualTo(422);
        assertThat(broker.as(ConsoleBroker.VIEWER)
                        .submit(path, REASON, FROM_CONSOLE)
                        .statusCode())
                .as("no form, no token")
                .isIn(401, 403);

        String version = broker.bean(KycInformation.class)
                .find("alpha", record)
                .orElseThrow()
                .updatedAt()
                .toString();
        assertThat(operator.submit(
                                path,
                                Map.of(
                                        "reason",
                                        "late",
                                        "version",
                                        "x",
                                        "step",
                                        "send",
                                        "urls-" + type,
                                        "https://a.example/b"),
                                FROM_CONSOLE)
                        .statusCode())
                .isEqualTo(409);
        Map<String, String> files = new HashMap<>(Map.of(
                "version",
                version,
                "reason",
                "the customer sent it",
                "urls-" + type,
                "https://files.example.com/a.jpg"));
        HttpResponse<String> confirmation = operator.submit(path, files, FROM_CONSOLE);
        assertThat(confirmation.statusCode()).isEqualTo(200);
        assertThat(text(confirmation))
                .contains("sent to the exchange once", "https://files.example.com/a.jpg", "the customer sent it");
        assertThat(broker.bean(KycInformation.class)
                        .find("alpha", record)
                        .orElseThrow()
                        .actor())
                .as("before the confirmation")
                .isEmpty();

        files.put("step", "send");
        HttpResponse<String> submitted = operator.submit(path, files, FROM_CONSOLE);

        assertThat(submitted.statusCode()).isEqualTo(303);
        KycSubmission last = submissions
                .list(SubmissionFilter.all()
                        .ofCustomer(broker.bean(KycInformation.class)
                                .find("alpha", record)
                                .orElseThrow()
                                .entityCustomerId()))
                .submissions()
                .get(0);
        assertThat(history(last.id()))
                .last()
                .extracting(SubmissionEvent::action, SubmissionEvent::actor, SubmissionEvent::note)
                .containsExactly(
                        Optional.of(SubmissionAction.SUBMIT_FILES),
                        Optional.of(ConsoleBroker.OPERATOR),
                        Optional.of("the customer sent it"));
        assertThat(text(operator.get(path(last)))).contains("Submit files by operator", "the customer sent it");
        assertThat(broker.bean(KycInformation.class)
                        .find("alpha", record)
                        .orElseThrow()
                        .actor())
                .contains(ConsoleBroker.OPERATOR);
        assertThat(operator.get("/kyc-console/requests?client=none&record=1").statusCode())
                .isEqualTo(404);
    }
}
