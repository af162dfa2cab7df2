package io.github.kycsharing.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Checks docs/testing.md, and that the Java samples of it and of other pages are lines of tests. */
class TestingPageTest {
    private static final Path EXAMPLES = Path.of("../kyc-sharing-samples/src/test/java/com/example/broker");
    private static final Pattern SAMPLE =
            Pattern.compile("<!-- from (\\w+\\.java): ([\\w-]+) -->\\n```java\\n(.*?)\\n```", Pattern.DOTALL);

    private final String page = read(Path.of("../docs/testing.md"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "testing.md",
                "status.md",
                "notifications.md",
                "accounts.md",
                "information-requests.md",
                "from-zero-to-trading.md",
                "validation.md",
                "durable-submissions.md",
                "tracking.md"
            })
    void samplesAreTheLinesOfTests(String name) {
        String text = read(Path.of("../docs", name));
        List<MatchResult> samples = SAMPLE.matcher(text).results().toList();

        assertThat(samples).hasSize(text.split("```java", -1).length - 1).hasSizeGreaterThan(2);
        assertThat(samples)
                .allSatisfy(sample -> assertThat(sample.group(3)).isEqualTo(tagged(sample.group(1), sample.group(2))));
    }

    @Test
    void serviceTestHasFewerThan25Lines() {
        Matcher first = SAMPLE.matcher(page);

        assertThat(first.find()).isTrue();
        assertThat(first.group(3)).contains("@SpringBootTest");
        assertThat(first.group(3).lines().filter(line -> !line.isBlank())).hasSizeLessThan(25);
    }

    @Test
    void tableHasEveryFault() {
        Stream<String> constants = Arrays.stream(Fault.class.getFields()).map(field -> "`" + field.getName() + "`");
        Stream<String> factories = publicMethods(Fault.class)
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .map(method -> "`" + method.getName() + "`");

        assertThat(page).contains(Stream.concat(constants, factories).toList());
    }

    @Test
    void tableHasTheProcessingOfEveryFault() throws IllegalAccessException {
        Map<Fault.Processing, String> words = Map.of(
                Fault.Processing.DONE, "yes",
                Fault.Processing.SKIPPED, "no",
                Fault.Processing.NUMBER_USED_UP, "no, but the number is consumed");
        for (var constant : Fault.class.getFields()) {
            String row = page.lines()
                    .filter(line -> line.startsWith("| ") && line.contains("`" + constant.getName() + "`"))
                    .findFirst()
                    .orElseThrow();
            Fault fault = (Fault) constant.get(null);
            assertThat(row.substring(row.lastIndexOf("| ", row.length() - 3) + 2))
                    .as(constant.getName())
                    .startsWith(words.get(fault.processing()));
        }
    }

    @Test
    void pageHasEveryAssertionAndSetting() {
        assertThat(page)
                .contains(publicMethods(KycExchangeAssert.class)
                        .map(method -> "`" + method.getName() + "(")
                        .toList())
                .contains(publicMethods(KycExchangeSimulator.Builder.class)
                        .map(Method::getName)
                        .map(name -> name.equals("entity") || name.equals("start") ? "." + name + "(" : "`" + name)
                        .toList());
    }

    @Test
    void pageHasTheUsageAndTheLogLineOfTheProgram() {
        assertThat(page).contains("```\n" + StandaloneExchange.USAGE.strip() + "\n```");
        Arrival arrival = new Arrival(
                Instant.parse("2026-11-22T10:15:30Z"),
                ReceivedRequest.Call.SHARE,
                new byte[1432],
                null,
                new JsonMapper().readTree("{\"bizEntityKey\":\"KEY\",\"requestNo\":\"REQ-1\"}"),
                ExchangeEntity.standard("KEY", "secret"),
                true);
        assertThat(page)
                .contains("```\n"
                        + StandaloneExchange.line(new ReceivedRequest(
                                arrival,
                                ReceivedRequest.Effect.ACCEPTED,
                                Optional.of("000000"),
                                OptionalInt.of(200),
                                Optional.empty(),
                                Optional.empty()))
                        + "\n```");
    }

    private static Stream<Method> publicMethods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic());
    }

    private static String tagged(String file, String tag) {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : read(EXAMPLES.resolve(file)).split("\n", -1)) {
            if (line.strip().equals("// tag::" + tag + "[]") || line.strip().equals("// end::" + tag + "[]")) {
                inside = line.contains("// tag::");
            } else if (inside) {
                lines.add(line);
            }
        }
        return lines.stream().collect(Collectors.joining("\n")).stripIndent();
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
