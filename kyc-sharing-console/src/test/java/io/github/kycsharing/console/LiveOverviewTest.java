package io.github.kycsharing.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.console.ConsoleBroker.Login;
import io.github.kycsharing.console.ConsoleBroker.Users;
import io.github.kycsharing.console.internal.overview.LiveOverview;
import io.github.kycsharing.console.internal.overview.OverviewReader;
import io.github.kycsharing.console.internal.web.Templates;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycLanes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The stream of changes. */
class LiveOverviewTest {
    private static final String EVENTS = "/kyc-console/overview/events";
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void sendsAChangeToOpenPages() {
        try (ConsoleBroker broker = ConsoleBroker.start()) {
            HttpResponse<InputStream> viewer = broker.as(ConsoleBroker.VIEWER).stream(EVENTS);
            HttpResponse<InputStream> operator = broker.as(ConsoleBroker.OPERATOR).stream(EVENTS);
            assertThat(viewer.statusCode()).isEqualTo(200);
            assertThat(viewer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");

            CompletableFuture<String> toViewer = untilLineWith(viewer.body(), "Paused");
            CompletableFuture<String> toOperator = untilLineWith(operator.body(), "lanes/resume");
            broker.bean(KycLanes.class).pause("alpha", new Intervention("jane", "maintenance"));

            await().atMost(SOON).untilAsserted(() -> {
                assertThat(toViewer).isCompleted();
                assertThat(toOperator).isCompleted();
            });
            assertThat(toViewer.join()).contains("event:overview", "alpha").doesNotContain("lanes/");
            assertThat(toOperator.join()).contains("event:overview", "lanes/resume?client=alpha");
        }
    }

    @Test
    void opensToUsersWithARoleOnly() {
        try (ConsoleBroker broker = ConsoleBroker.start()) {
            assertThat(broker.as(ConsoleBroker.CLERK).get(EVENTS).statusCode()).isEqualTo(403);
            assertThat(broker.asNoOne().get(EVENTS).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void refusesStreamsBeyondTheMaximum() throws IOException {
        try (ConsoleBroker broker = ConsoleBroker.start("kyc-sharing.console.max-streams=1")) {
            HttpCaller viewer = broker.as(ConsoleBroker.VIEWER);
            HttpResponse<InputStream> first = viewer.stream(EVENTS);
            assertThat(first.statusCode()).isEqualTo(200);

            HttpResponse<String> second = viewer.get(EVENTS);
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.headers().firstValue("Retry-After")).hasValue("30");
            assertThat(viewer.get("/kyc-console/").statusCode()).isEqualTo(200);

            first.body().close();
            // The server notices it with the next change that it sends.
            KycLanes lanes = broker.bean(KycLanes.class);
            await().atMost(SOON).untilAsserted(() -> {
                lanes.pause("alpha", new Intervention("jane", "at " + System.nanoTime()));
                assertThat(viewer.stream(EVENTS).statusCode()).isEqualTo(200);
            });
        }
    }

    @Test
    void endsStreamsWhenTheApplicationStops() {
        HttpResponse<InputStream> stream;
        CompletableFuture<String> content;
        try (ConsoleBroker broker = ConsoleBroker.start()) {
            stream = broker.as(ConsoleBroker.VIEWER).stream(EVENTS);
            content = untilLineWith(stream.body(), "never sent");
            long begin = System.nanoTime();
            broker.context().close();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(content).isDone());
    }

    @Test
    void endsAStreamSoThatTheUserIsCheckedAgain() {
        assertThat(contentUntilItsEnd(ShortStreams.class)).contains("retry:2000", "alpha");
    }

    /** As if the database did not respond for an hour: nothing is sent. */
    @Test
    void endsAStreamToWhichNothingCanBeSent() {
        assertThat(contentUntilItsEnd(SilentStreams.class))
                .contains("retry:2000")
                .doesNotContain("alpha");
    }

    private static String contentUntilItsEnd(Class<?> streams) {
        try (ConsoleBroker broker =
                ConsoleBroker.start(List.of(Users.class, Login.class, streams), List.of(ConsoleBroker.ENABLED))) {
            HttpResponse<InputStream> stream = broker.as(ConsoleBroker.VIEWER).stream(EVENTS);
            CompletableFuture<String> content = untilLineWith(stream.body(), "never sent");

            await().atMost(SOON).untilAsserted(() -> assertThat(content).isCompleted());
            return content.join();
        }
    }

    @Test
    void oneUserLeavesRoomForOthers() {
        try (ConsoleBroker broker = ConsoleBroker.start()) {
            HttpCaller viewer = broker.as(ConsoleBroker.VIEWER);
            for (int i = 0; i < 20; i++) {
                assertThat(viewer.stream(EVENTS).statusCode()).isEqualTo(200);
            }
            assertThat(viewer.get(EVENTS).statusCode()).isEqualTo(503);
            assertThat(broker.as(ConsoleBroker.OPERATOR).stream(EVENTS).statusCode())
                    .isEqualTo(200);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SilentStreams {
        @Bean
        LiveOverview silentStreams(OverviewReader reader, Templates templates) {
            return new LiveOverview(reader, templates, Duration.ofHours(1), 10, Duration.ofMillis(800));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ShortStreams {
        @Bean
        LiveOverview shortStreams(OverviewReader reader, Templates templates) {
            return new LiveOverview(reader, templates, Duration.ofMillis(500), 10, Duration.ofMillis(800));
        }
    }

    /** Reads until a line contains a text, or the stream ends. */
    private static CompletableFuture<String> untilLineWith(InputStream stream, String text) {
        return CompletableFuture.supplyAsync(() -> {
            StringBuilder read = new StringBuilder();
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                String line = lines.readLine();
                while (line != null) {
                    read.append(line).append('\n');
                    if (line.contains(text)) {
                        return read.toString();
                    }
                    line = lines.readLine();
                }
                return read.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
