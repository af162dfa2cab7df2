package io.github.kycsharing.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.github.kycsharing.console.ConsoleBrowser.Look;
import io.github.kycsharing.console.ConsoleBrowser.Visit;
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
        broker = ConsoleBroker.start();
        ShownData.store(broker);
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

    @Test
    void operatorResubmitsByKeyboardAndSeesTheNewSubmission() {
        KycSubmission failed = first(SubmissionState.IMPORT_FAILED);
        try (Visit visit =
                browser.visit(broker, ConsoleBroker.OPERATOR, Look.LIGHT, "/kyc-console/submissions/" + failed.id())) {
            Page page = visit.page();
            page.focus("text=Submit again…");
            page.keyboard().press("Enter");
            page.waitForSelector("textarea");
            page.focus("textarea");
            page.keyboard().type("documents are readable now");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            page.waitForSelector("main h1");
            // Its record was deleted with its import, as the test's data has it.
            assertThat(page.locator("main").textContent()).contains("The stored record is deleted");
        }
    }

    @Test
    void operatorRetriesASubmissionInQuarantine() {
        KycSubmission quarantined = first(SubmissionState.QUARANTINED);
        try (Visit visit = browser.visit(
                broker, ConsoleBroker.OPERATOR, Look.LIGHT, "/kyc-console/submissions/" + quarantined.id())) {
            Page page = visit.page();
            page.click("text=Retry…");
            page.fill("textarea", "the cause is corrected");
            page.click("main button[type=submit]");
            page.waitForSelector(".timeline");
            assertThat(page.locator(".timeline").textContent()).contains("Retry", "the cause is corrected");
            visit.assertNoProblem();
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
