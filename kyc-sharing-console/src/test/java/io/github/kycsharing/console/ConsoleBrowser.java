package io.github.kycsharing.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A real browser. Each page that it opens fails the test if the browser refuses a part of it or reports an error. */
final class ConsoleBrowser implements AutoCloseable {
    /** Where the browser is; set by the script that runs all tests. */
    private static final String EXECUTABLE = "CONSOLE_BROWSER";
    /** With the value {@code none}, the tests that need a browser are skipped. */
    private static final String CHOICE = "kyc-sharing.browser";

    private static final Path DOCS = Path.of(System.getProperty("kyc-sharing.docs", "../docs"));
    private static final List<String> USUAL_PATHS = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/usr/bin/google-chrome-stable",
            "/snap/bin/chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe");
    private static final List<String> FLAGS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage");
    /** As the script that finds or installs the browser says it. */
    static final String MISSING =
            "The tests of the console need a browser: install Chromium or Chrome, or set CONSOLE_BROWSER to its path.\n"
                    + "On Debian: sudo apt-get install chromium. To go without: ./mvnw verify -Dkyc-sharing.browser=none";

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Playwright playwright;
    private final Browser browser;

    private ConsoleBrowser(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static ConsoleBrowser start() {
        assumeThat(System.getProperty(CHOICE, "")).as("go without a browser").isNotEqualTo("none");
        Path executable = executable();
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new ConsoleBrowser(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(executable)
                                .setArgs(FLAGS)));
    }

    private static Path executable() {
        String given = Objects.requireNonNullElse(System.getenv(EXECUTABLE), "");
        return Stream.concat(Stream.of(given).filter(path -> !path.isBlank()), USUAL_PATHS.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(MISSING));
    }

    /** How a viewer looks at a page. */
    enum Look {
        LIGHT(1360, 900, ColorScheme.LIGHT),
        DARK(1360, 900, ColorScheme.DARK),
        NARROW(390, 844, ColorScheme.LIGHT);

        private final int width;
        private final int height;
        private final ColorScheme scheme;

        Look(int width, int height, ColorScheme scheme) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
        }
    }

    /** Logs a user in by the application's form, and opens a page of the console. */
    Visit visit(ConsoleBroker broker, String user, Look look, String path) {
        return visit(broker, user, path, options(look));
    }

    /** The same in a browser that runs no script. */
    Visit visitWithoutScript(ConsoleBroker broker, String user, String path) {
        return visit(broker, user, path, options(Look.LIGHT).setJavaScriptEnabled(false));
    }

    private static Browser.NewContextOptions options(Look look) {
        return new Browser.NewContextOptions()
                .setViewportSize(look.width, look.height)
                .setColorScheme(look.scheme)
                .setLocale("de-DE")
                .setTimezoneId("Asia/Tokyo");
    }

    private Visit visit(ConsoleBroker broker, String user, String path, Browser.NewContextOptions options) {
        Visit visit = new Visit(browser.newContext(options));
        Page page = visit.page();
        page.navigate(broker.url(path));
        page.fill("input[name=username]", user);
        page.fill("input[name=password]", user);
        page.click("button[type=submit]");
        page.waitForSelector("main h1");
        visit.problems.clear(); // of the application's own page, whose style is external
        page.reload();
        return visit;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /** An open page. */
    static final class Visit implements AutoCloseable {
        private final List<String> problems = new CopyOnWriteArrayList<>();
        private final BrowserContext context;
        private final Page page;

        private Visit(BrowserContext context) {
            this.context = context;
            context.addInitScript("window.kycViolations = []; document.addEventListener('securitypolicyviolation',"
                    + " event => window.kycViolations.push(event.violatedDirective))");
            page = context.newPage();
            page.onConsoleMessage(message -> {
                if (Set.of("error", "warning").contains(message.type())) {
                    problems.add(message.text());
                }
            });
            page.onPageError(problems::add);
            page.onRequestFailed(request -> {
                if (!request.url().endsWith("/events")) { // a page that is closed ends its stream
                    problems.add(request.url());
                }
            });
        }

        Page page() {
            return page;
        }

        /** What the browser has reported. */
        List<String> problems() {
            return problems;
        }

        /** The directives that the page has violated since it was loaded. Unlike messages, they wait in the page. */
        List<?> violations() {
            return (List<?>) page.evaluate("window.kycViolations || []");
        }

        /** Fails if the browser has reported an error or a violation of the Content-Security-Policy. */
        void assertNoProblem() {
            assertThat(violations()).isEmpty();
            assertThat(problems).isEmpty();
        }

        /** Fails on each serious violation of the rules of accessibility. */
        void assertAccessible() {
            List<String> violations = new AxeBuilder(page)
                            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                            .analyze()
                            .getViolations()
                            .stream()
                            .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                            .map(Visit::text)
                            .toList();
            assertThat(violations).isEmpty();
        }

        private static String text(Rule rule) {
            return rule.getId() + ": " + rule.getHelp() + " "
                    + rule.getNodes().stream().map(node -> node.getHtml()).toList();
        }

        void screenshot(String name) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve(name + ".png"))
                    .setFullPage(true));
        }

        /** Replaces a picture of the pages, if the build writes them. */
        void picture(String name) {
            if (Boolean.getBoolean("kyc-sharing.docs.write")) {
                page.screenshot(new Page.ScreenshotOptions().setPath(DOCS.resolve(name + ".png")));
            }
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
