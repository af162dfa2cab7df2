package io.github.kycsharing.submissions.internal.information;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.sun.net.httpserver.HttpServer;
import io.github.kycsharing.submissions.KycInformationRequested;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.spring.LogCapture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists that no exchange should send: reading them ends, and what is usable is stored. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class HostileListTest {
    private static final Pattern PAGE = Pattern.compile("\"page\":(\\d+)");

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final AtomicInteger pages = new AtomicInteger();
    private final InformationFixture fixture;
    private final LogCapture log = new LogCapture(Level.WARN, "io.github.kycsharing");
    private volatile IntFunction<String> list = page -> "{}";

    HostileListTest(TestDatabase database) throws IOException {
        server.createContext("/", call -> {
            Matcher page = PAGE.matcher(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            pages.incrementAndGet();
            byte[] body = ("{\"code\":\"000000\",\"success\":true,\"data\":"
                            + list.apply(page.find() ? Integer.parseInt(page.group(1)) : 0) + "}")
                    .getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().add("Content-Type", "application/json");
            call.sendResponseHeaders(200, body.length);
            call.getResponseBody().write(body);
            call.close();
        });
        server.start();
        fixture = new InformationFixture(
                database, "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void close() {
        fixture.close();
        server.stop(0);
        log.close();
        assertThat(log.lines()).noneMatch(line -> line.contains("CANARY"));
    }

    private static String row(String recordId, String customer, String more) {
        return "{\"recordId\":\"" + recordId + "\",\"entityCustomerId\":\"" + customer + "\",\"status\":\"PROCESS\""
                + more + "}";
    }

    private static String rows(int page) {
        return IntStream.range(0, InformationList.ROWS)
                .mapToObj(i -> row("R-" + page + "-" + i, "C-1", ""))
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void endlessListIsReadAtALimitedRate() {
        list = page -> "{\"rows\":" + rows(page) + "}";

        fixture.run(Duration.ofMinutes(3));

        assertThat(pages.get()).isBetween(2, 4 * InformationList.PAGES);
        assertThat(fixture.count("information_request")).isEqualTo(pages.get() * InformationList.ROWS);
    }

    @Test
    void endlessListBeginsAnewAfterItsLastPage() {
        list = page -> "{\"rows\":" + rows(page) + "}";
        fixture.execute();
        fixture.jdbc
                .sql("update kyc_sharing_information_poll set next_page = ?, due_at = started_at")
                .param(InformationList.MAX_PAGES)
                .update();
        fixture.execute();
        assertThat(fixture.count("information_poll where next_page = 1")).isEqualTo(1);
    }

    @Test
    void repeatedPageEndsTheList() {
        list = page -> "{\"rows\":" + rows(1) + ",\"total\":1000000}";
        fixture.execute();
        assertThat(pages).hasValue(2);
        assertThat(fixture.count("information_request")).isEqualTo(InformationList.ROWS);
        assertThat(fixture.publish(KycInformationRequested.class)).hasSize(InformationList.ROWS);
    }

    @Test
    void totalThatIsTooSmallEndsTheList() {
        list = page -> "{\"rows\":" + rows(page) + ",\"total\":-1}";
        fixture.execute();
        assertThat(pages).hasValue(1);
        assertThat(fixture.count("information_request")).isEqualTo(InformationList.ROWS);
    }

    @Test
    void listsWithoutRowsStoreNothing() {
        for (String data :
                new String[] {"null", "{}", "{\"rows\":[]}", "{\"rows\":{}}", "{\"rows\":[1,null,\"CANARY\"]}"}) {
            list = page -> data;
            fixture.run(Duration.ofMinutes(11));
        }
        assertThat(fixture.count("information_request")).isZero();
    }

    @Test
    void rowsThatCannotBeStoredAreLeftOut() {
        list = page -> page > 1
                ? "{\"rows\":[]}"
                : "{\"rows\":["
                        + String.join(
                                ",",
                                "{\"entityCustomerId\":\"CANARY\",\"status\":\"PROCESS\"}",
                                "{\"recordId\":\"CANARY\",\"status\":\"PROCESS\"}",
                                row("CANARY\\u0000", "C-1", ""),
                                row("CANARY 1", "C-1", ""),
                                row("C".repeat(129), "C-1", ""),
                                row("R-9", "CANARY\\u0000", ""),
                                row("R-8", "C".repeat(129), ""),
                                row("R-7", "C-1", ",\"more\":\"" + "CANARY ".repeat(10_000) + "\""),
                                row("R-6", "C-1", ",\"more\":\"\\ud800\""),
                                row("R-5", "C-5", ",\"expireTime\":9223372036854775807"),
                                row("R-4", "C-4", ",\"expireTime\":-9223372036854775808,\"more\":\"\\u0000\""),
                                row("R-3", "C-3", ",\"expireTime\":1795000000000"),
                                row("R-3", "C-other", ""))
                        + "]}";

        fixture.run(Duration.ofMinutes(21));

        assertThat(fixture.publish(KycInformationRequested.class))
                .extracting(event -> event.request().recordId().orElseThrow())
                .containsExactlyInAnyOrder("R-6", "R-5", "R-4", "R-3");
        assertThat(fixture.find("R-3").entityCustomerId()).isEqualTo("C-3");
        assertThat(log.lines()).filteredOn(line -> line.contains("left out")).hasSize(1);
    }

    @Test
    void requestKeepsItsCustomer() {
        list = page -> "{\"rows\":[" + row("R-1", "C-1", "") + "],\"total\":1}";
        fixture.execute();
        list = page -> "{\"rows\":[" + row("R-1", "C-2", ",\"expireTime\":1795000000000") + "],\"total\":1}";
        fixture.run(Duration.ofMinutes(11));
        assertThat(fixture.find("R-1").request().entityCustomerId()).contains("C-1");
    }

    @Test
    void exchangeThatCannotBeReadIsLeftAloneForLongerAndLonger() {
        list = page -> "CANARY";
        fixture.run(Duration.ofHours(6));
        assertThat(pages.get()).isBetween(10, 30);
        assertThat(log.lines())
                .filteredOn(line -> line.contains("cannot be listed"))
                .hasSize(1);
    }
}
