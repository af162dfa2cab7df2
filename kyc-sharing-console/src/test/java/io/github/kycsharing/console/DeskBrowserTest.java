package io.github.kycsharing.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.github.kycsharing.console.ConsoleBrowser.Look;
import io.github.kycsharing.console.ConsoleBrowser.Visit;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionFilter;
import io.github.kycsharing.submissions.SubmissionState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The desk in a real browser. */
class DeskBrowserTest {
    private static final String DESK = "/kyc-console/desk";

    private static ConsoleBroker broker;
    private static ConsoleBrowser browser;

    @BeforeAll
    static void start() {
        browser = ConsoleBrowser.start();
        broker = ShownData.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
        browser.close();
    }

    private static KycSubmission first(SubmissionState state) {
        return broker.bean(KycSubmissions.class)
                .list(SubmissionFilter.all().in(state).fromOldest())
                .submissions()
                .get(0);
    }

    private static void check(Visit visit, String name, Look look) {
        assertThat(visit.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("no horizontal scroll bar")
                .isEqualTo(true);
        visit.assertAccessible();
        visit.screenshot(name + "-" + look.name().toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void everyPageIsAccessibleAndKeepsItsPolicy(Look look) {
        try (Visit visit = browser.visit(broker, ConsoleBroker.OPERATOR, look, DESK)) {
            Page page = visit.page();
            check(visit, "desk", look);
            if (look == Look.LIGHT) {
                visit.picture("console-desk");
            }
            page.click(".list tbody a >> nth=0");
            page.waitForSelector(".timeline");
            check(visit, "submission", look);
            if (look == Look.LIGHT) {
                visit.picture("console-submission");
            }
            page.click("text=Close…");
            page.waitForSelector("textarea");
            check(visit, "close", look);
            page.click("text=Back");
            page.waitForSelector(".timeline");
            page.click("nav >> text=Search");
            page.fill("#id", first(SubmissionState.REJECTED).requestNo());
            page.click("main button[type=submit]");
            page.waitForSelector("#found");
            check(visit, "search", look);
            page.click("nav >> text=Desk");
            page.click("section[aria-labelledby=requests] a >> nth=0");
            page.waitForSelector("text=Submit files");
            check(visit, "request", look);
            visit.assertNoProblem();
        }
    }

    private static Visit operatorAt(KycSubmission submission) {
        return browser.visit(broker, ConsoleBroker.OPERATOR, Look.LIGHT, "/kyc-console/submissions/" + submission.id());
    }

    private static void act(Page page, String action, String reason) {
        page.click("text=" + action + "…");
        page.fill("textarea", reason);
        page.click("main button[type=submit]");
        page.waitForSelector(".timeline");
    }

    private static KycSubmission now(KycSubmission submission) {
        return broker.bean(KycSubmissions.class).find(submission.id()).orElseThrow();
    }

    @Test
    void operatorResubmitsByKeyboardAndSeesTheNewSubmission() {
        KycSubmission rejected = first(SubmissionState.REJECTED);
        try (Visit visit = operatorAt(rejected)) {
            Page page = visit.page();
            page.focus("text=Submit again…");
            page.keyboard().press("Enter");
            page.waitForSelector("textarea");
            page.focus("textarea");
            page.keyboard().type("the account is linked now");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            page.waitForSelector("a >> text=an earlier submission");
            KycSubmission resubmitted = broker.bean(KycSubmissions.class)
                    .list(SubmissionFilter.all().ofCustomer(rejected.customer().entityCustomerId()))
                    .submissions()
                    .get(0);
            assertThat(page.locator("h1").textContent()).contains(resubmitted.requestNo());
            assertThat(resubmitted.replaces()).contains(rejected.id());
            page.click("a >> text=an earlier submission");
            page.waitForSelector("text=It was submitted again.");
            assertThat(page.locator("text=Submit again…").count()).isZero();
            page.click("a >> text=The new submission");
            page.waitForSelector("a >> text=an earlier submission");
            await().untilAsserted(() -> assertThat(now(resubmitted).state()).isEqualTo(SubmissionState.IMPORTED));
            visit.assertNoProblem();
        }
    }

    @Test
    void operatorPublishesAndRetriesOnceTheCauseIsCorrected() {
        KycSubmission quarantined = first(SubmissionState.QUARANTINED);
        KycSubmission unpublished = broker.bean(KycSubmissions.class)
                .list(SubmissionFilter.all().withFailingListeners())
                .submissions()
                .get(0);
        try (Visit visit = operatorAt(unpublished)) {
            visit.page().click("text=Publish events now…");
            visit.page().fill("textarea", "the listener is corrected");
            broker.bean(ShownData.Faults.class).correct();
            visit.page().click("main button[type=submit]");
            visit.page().waitForSelector(".timeline");
            assertThat(visit.page().locator(".timeline").textContent())
                    .contains("Publish events now", "the listener is corrected");
            await().untilAsserted(() -> assertThat(broker.bean(KycSubmissions.class)
                            .list(SubmissionFilter.all().withFailingListeners())
                            .submissions())
                    .isEmpty());
            visit.page().reload();
            assertThat(visit.page().locator("text=Publish events now…").count()).isZero();
            visit.assertNoProblem();
        }
        try (Visit visit = operatorAt(quarantined)) {
            act(visit.page(), "Retry", "the cause is corrected");
            assertThat(visit.page().locator(".timeline").textContent()).contains("Retry", "the cause is corrected");
            await().untilAsserted(() -> assertThat(now(quarantined).state()).isEqualTo(SubmissionState.IMPORTED));
            visit.assertNoProblem();
        }
    }

    @Test
    void operatorCancelsWhatIsQueued() {
        KycSubmission queued = broker.bean(KycSubmissions.class)
                .list(SubmissionFilter.all().ofClient("beta").in(SubmissionState.QUEUED))
                .submissions()
                .get(0);
        try (Visit visit = operatorAt(queued)) {
            act(visit.page(), "Cancel", "the customer has left");
            assertThat(visit.page().locator(".timeline").textContent()).contains("Cancel", "Cancelled");
            assertThat(now(queued).state()).isEqualTo(SubmissionState.CANCELLED);
            visit.assertNoProblem();
        }
    }

    @Test
    void operatorResolvesAndClosesWhatIsUnresolved() {
        KycSubmission unresolved = first(SubmissionState.UNRESOLVED);
        try (Visit visit = operatorAt(unresolved)) {
            act(visit.page(), "Resolve now", "the exchange has repaired it");
            assertThat(visit.page().locator(".timeline").textContent())
                    .contains("Resolve now", "the exchange has repaired it");
            await().untilAsserted(() -> assertThat(now(unresolved).state()).isEqualTo(SubmissionState.UNRESOLVED));
            visit.page().reload();
            act(visit.page(), "Close", "לסגור את הבקשה");
            assertThat(now(unresolved).state()).isEqualTo(SubmissionState.CLOSED);
            assertThat(visit.page()
                            .evaluate(
                                    "getComputedStyle([...document.querySelectorAll('.timeline q')].pop()).direction"))
                    .as("a reason from right to left")
                    .isEqualTo("rtl");
            visit.assertNoProblem();
        }
    }

    @Test
    void changeBehindAnOpenPageStopsTheAction() {
        KycSubmission failed = first(SubmissionState.IMPORT_FAILED);
        KycSubmission unresolved = broker.bean(KycSubmissions.class)
                .list(SubmissionFilter.all().in(SubmissionState.UNRESOLVED))
                .submissions()
                .get(0);
        try (Visit visit = operatorAt(unresolved)) {
            Page page = visit.page();
            page.click("text=Close…");
            page.waitForSelector("textarea");
            broker.bean(KycSubmissions.class)
                    .close(unresolved.id(), now(unresolved).version(), new Intervention("jane", "meanwhile"));
            page.fill("textarea", "too late");
            page.click("main button[type=submit]");
            assertThat(page.locator("main").textContent()).containsAnyOf("Nothing has happened", "Not possible");
        }
        try (Visit visit = operatorAt(failed)) {
            assertThat(visit.page().locator(".timeline").textContent())
                    .contains("The identity document is not readable.");
        }
    }

    @Test
    void identifiersAreShownOnceOnly() {
        KycSubmission rejected = first(SubmissionState.REJECTED);
        try (Visit visit = browser.visit(
                broker, ConsoleBroker.OPERATOR, Look.LIGHT, "/kyc-console/submissions/" + rejected.id())) {
            Page page = visit.page();
            assertThat(page.locator("dl").textContent())
                    .doesNotContain(rejected.customer().brokerSubAccountId());
            page.click("text=Show identifiers…");
            page.fill("textarea", "a call of the customer");
            page.click("main button[type=submit]");
            page.waitForSelector("text=" + rejected.customer().brokerSubAccountId());
            page.navigate(broker.url("/kyc-console/submissions/" + rejected.id()));
            assertThat(page.locator("dl").textContent())
                    .doesNotContain(rejected.customer().brokerSubAccountId());
            visit.assertNoProblem();
        }
    }

    @Test
    void missingBrowserIsExplainedAsTheScriptDoes() throws IOException {
        assertThat(Path.of(System.getProperty("kyc-sharing.docs", "../docs")).resolveSibling(".ci/browser"))
                .content()
                .contains(ConsoleBrowser.MISSING.split("\n"));
    }

    @Test
    void viewerSeesNoButton() {
        KycSubmission rejected = first(SubmissionState.REJECTED);
        try (Visit visit =
                browser.visit(broker, ConsoleBroker.VIEWER, Look.LIGHT, "/kyc-console/submissions/" + rejected.id())) {
            assertThat(visit.page().locator("main .button").count()).isZero();
            visit.assertNoProblem();
        }
    }
}
