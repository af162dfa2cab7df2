package io.github.kycsharing.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.github.kycsharing.console.ConsoleBrowser.Look;
import io.github.kycsharing.console.ConsoleBrowser.Visit;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.BackfillPlan;
import io.github.kycsharing.submissions.BackfillSource;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycBackfill;
import io.github.kycsharing.submissions.KycBackfills;
import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.KycLanes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The overview in a real browser. */
class OverviewBrowserTest {
    private static final String PAGE = "/kyc-console/";

    private static ConsoleBroker broker;
    private static ConsoleBrowser browser;

    @BeforeAll
    static void start() {
        browser = ConsoleBrowser.start();
        broker = ShownData.start();
        try (Visit visit = browser.visit(broker, ConsoleBroker.OPERATOR, Look.LIGHT, PAGE)) {
            visit.page().waitForSelector("#live.on");
            visit.picture("console-overview"); // before any test changes what it shows
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
        browser.close();
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void isAccessibleAndKeepsItsPolicy(Look look) {
        try (Visit visit = browser.visit(broker, ConsoleBroker.OPERATOR, look, PAGE)) {
            Page page = visit.page();
            page.waitForSelector("#live.on");
            assertThat(page.locator(".lane").count()).isEqualTo(2);
            assertThat(page.locator("#lane-alpha").textContent()).isEqualTo("alpha");
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as("no horizontal scroll bar")
                    .isEqualTo(true);
            visit.assertAccessible();
            visit.screenshot("overview-" + look.name().toLowerCase(Locale.ROOT));

            page.click("#lane-alpha-pause");
            page.waitForSelector("textarea");
            visit.assertAccessible();
            visit.screenshot("pause-" + look.name().toLowerCase(Locale.ROOT));
            visit.assertNoProblem();
        }
    }

    @Test
    void showsAChangeWithoutAReload() {
        KycLanes lanes = broker.bean(KycLanes.class);
        try (Visit visit = browser.visit(broker, ConsoleBroker.VIEWER, Look.LIGHT, PAGE)) {
            Page page = visit.page();
            page.waitForSelector("#live.on");
            page.evaluate("window.marker = 1");

            lanes.pause("alpha", new Intervention("jane", "seen live"));
            page.waitForSelector("text=seen live");

            assertThat(page.evaluate("window.marker")).isEqualTo(1);
            visit.assertNoProblem();
        } finally {
            lanes.resume("alpha", new Intervention("jane", "end of the test"));
        }
    }

    @Test
    void operatorPausesByKeyboard() {
        try (Visit visit = browser.visit(broker, ConsoleBroker.OPERATOR, Look.LIGHT, PAGE)) {
            Page page = visit.page();
            page.focus("#lane-alpha-pause");
            page.keyboard().press("Enter");
            page.waitForSelector("textarea");
            page.focus("textarea");
            page.keyboard().type("by keyboard");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");

            page.waitForSelector("text=by keyboard");
            assertThat(page.url()).endsWith(PAGE);
            visit.assertNoProblem();
        } finally {
            broker.bean(KycLanes.class).resume("alpha", new Intervention("jane", "end of the test"));
        }
    }

    @Test
    void operatorPausesResumesAndCancelsABackfill() {
        KycBackfills backfills = broker.bean(KycBackfills.class);
        backfills.run(
                BackfillPlan.of("beta", "unwanted"),
                BackfillSource.of(List.of(ShareKycRequest.of(TestRecords.of("C-backfill")))));
        try (Visit visit = browser.visit(broker, ConsoleBroker.OPERATOR, Look.LIGHT, PAGE)) {
            Page page = visit.page();
            for (String action : List.of("Pause", "Resume", "Cancel")) {
                page.click("[aria-label='" + action + " unwanted']");
                page.fill("textarea", action + " for the test");
                page.click("button[type=submit]");
                page.waitForSelector("text=" + action + " for the test");
            }
            assertThat(backfills.progress("beta", "unwanted").orElseThrow())
                    .extracting(KycBackfill::state, KycBackfill::changedBy)
                    .containsExactly(KycBackfill.State.CANCELLED, Optional.of(ConsoleBroker.OPERATOR));
            assertThat(page.locator("[aria-label='Resume unwanted']").count()).isZero();
            visit.assertNoProblem();
        }
    }

    @Test
    void backfillsAreNotCommandedByAViewerOrInAnotherState() {
        String path = "/kyc-console/backfills/%s?client=alpha&name=customers-2026";
        String[] same = {"Sec-Fetch-Site", "same-origin"};
        HttpCaller operator = broker.as(ConsoleBroker.OPERATOR);

        assertThat(broker.as(ConsoleBroker.VIEWER)
                        .submit(path.formatted("cancel"), Map.of("reason", "why"), same)
                        .statusCode())
                .isEqualTo(403);
        assertThat(operator.submit(path.formatted("pause"), Map.of("reason", " "), same)
                        .statusCode())
                .isEqualTo(422);
        assertThat(operator.get(path.formatted("resume")).statusCode()).isEqualTo(409);
        assertThat(operator.get("/kyc-console/backfills/pause?client=alpha&name=none")
                        .statusCode())
                .isEqualTo(404);
        assertThat(operator.get("/kyc-console/backfills/pause?client=none&name=none")
                        .statusCode())
                .isEqualTo(404);
        assertThat(broker.bean(KycBackfills.class)
                        .progress("alpha", "customers-2026")
                        .orElseThrow()
                        .state())
                .isEqualTo(KycBackfill.State.ACTIVE);
    }

    @Test
    void showsTimesInTheViewersZone() {
        try (Visit visit = browser.visit(broker, ConsoleBroker.VIEWER, Look.LIGHT, PAGE)) {
            String since = visit.page().locator(".detail time").first().textContent();
            // The browser's language is German, and its zone is Tokyo's.
            assertThat(since).matches("\\d\\d\\.\\d\\d\\.\\d{4}, \\d\\d:\\d\\d");
            assertThat(visit.page().locator(".detail time").first().getAttribute("title"))
                    .endsWith("GMT+9");
            visit.assertNoProblem();
        }
    }

    @Test
    void worksWithoutScript() {
        KycLanes lanes = broker.bean(KycLanes.class);
        try (Visit visit = browser.visitWithoutScript(broker, ConsoleBroker.OPERATOR, PAGE)) {
            Page page = visit.page();
            assertThat(page.locator("#live").textContent()).isEqualTo("Reload the page to see changes.");
            assertThat(page.locator(".detail time").first().textContent()).endsWith(" UTC");
            page.click("#lane-alpha-pause");
            page.fill("textarea", "without script");
            page.click("button[type=submit]");
            assertThat(page.locator("main").textContent()).contains("without script");
            assertThat(lanes.find("alpha").orElseThrow().state()).isEqualTo(KycLane.State.PAUSED);
        } finally {
            lanes.resume("alpha", new Intervention("jane", "end of the test"));
        }
    }

    @Test
    void keepsTheFocusWhenItChanges() {
        KycLanes lanes = broker.bean(KycLanes.class);
        try (Visit visit = browser.visit(broker, ConsoleBroker.OPERATOR, Look.LIGHT, PAGE)) {
            Page page = visit.page();
            page.waitForSelector("#live.on");
            page.focus("#lane-beta-resume");
            lanes.pause("beta", new Intervention("jane", "another reason"));
            page.waitForSelector("text=another reason");
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("lane-beta-resume");
            visit.assertNoProblem();
        }
    }

    @Test
    void worksBelowAContextPath() {
        try (ConsoleBroker below = ConsoleBroker.start(
                        "server.servlet.context-path=/app", "kyc-sharing.console.path=/back/office");
                Visit visit = browser.visit(below, ConsoleBroker.OPERATOR, Look.LIGHT, "/app/back/office")) {
            Page page = visit.page();
            page.waitForSelector("#live.on");
            page.click("#lane-alpha-pause");
            page.fill("textarea", "below a path");
            page.click("button[type=submit]");
            page.waitForSelector("text=below a path");
            assertThat(page.url()).endsWith("/app/back/office/");
            visit.assertNoProblem();
        }
    }

    /** Without it, the tests above would not notice a violation. */
    @Test
    void browserReportsAViolationOfThePolicy() {
        try (Visit visit = browser.visit(broker, ConsoleBroker.VIEWER, Look.LIGHT, PAGE)) {
            await().pollInSameThread().untilAsserted(() -> {
                visit.page()
                        .evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">red</p>')");
                assertThat(visit.problems()).isNotEmpty();
            });
            assertThat(visit.problems()).allSatisfy(text -> assertThat(text).contains("Content Security Policy"));
            assertThat(visit.violations()).isNotEmpty().allMatch("style-src-attr"::equals);
        }
    }

    @Test
    void explainsARefusal() {
        try (Visit visit = browser.visit(broker, ConsoleBroker.CLERK, Look.LIGHT, PAGE)) {
            assertThat(visit.page().locator("main").textContent())
                    .contains("Access denied", "You need the role KYC_VIEWER or KYC_OPERATOR.");
            visit.assertAccessible();
        }
    }
}
