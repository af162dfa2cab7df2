package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.BasicInfo;
import io.github.kycsharing.model.DocumentType;
import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.spring.KycSharingAutoConfiguration;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/** Runs the commands and samples of README.md, and checks its versions and links. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Path SOURCES = Path.of("src", "test", "java", "io", "github", "kycsharing", "samples");

    @Test
    void javaSamplesAreTheSourcesOfThisModule() throws IOException {
        assertThat(blocks("java"))
                .containsExactly(
                        marked(SOURCES.resolve("CustomerKyc.java")),
                        marked(SOURCES.resolve("ReadmeTest.java")),
                        submission());
    }

    @Test
    void supportedVersionsAreTheBuiltOnes() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        String workflow = Files.readString(ROOT.resolve(".github/workflows/build.yml"));
        String support = Files.readString(ROOT.resolve("docs/support.md"));
        List<String> minors = Pattern.compile("<spring-boot.version>(\\d+\\.\\d+)\\.\\d+<")
                .matcher(pom)
                .results()
                .map(match -> match.group(1))
                .sorted()
                .toList();
        assertThat(minors).hasSize(2);
        assertThat(support).contains("| Spring Boot | " + minors.get(0) + ".x and " + minors.get(1) + ".x,");
        assertThat(workflow)
                .contains("run: .ci/spring-boot ", "java: [17, 21, 25]")
                .contains("- minor: '" + minors.get(0) + "'\n            may-fail: false")
                .contains("- minor: '" + minors.get(1) + "'\n            may-fail: false");
        assertThat(support).contains("-Pspring-boot-" + minors.get(0)).contains("on 17, on 21 and on 25");
        assertThat(support).contains(firstMatch("<spring-boot.version>(\\S+-M\\d+)<", pom) + ", which may fail");
        assertThat(Files.readString(ROOT.resolve("README.md")))
                .contains("Spring Boot " + minors.get(0) + " or " + minors.get(1));
    }

    @Test
    void sampleConfigurationAndServiceShareTheSampleRecord() {
        run(exchange -> {}, response -> assertThat(response).isEqualTo("wait for the status"));
    }

    @Test
    void sampleServiceDistinguishesLostResponsesFromRejections() {
        run(
                exchange -> exchange.faults().next(Fault.RESET_AFTER_PROCESSING),
                response -> assertThat(response).isEqualTo("resolve the outcome: ORDER-1"));
        run(
                exchange -> exchange.faults().forAll().always(Fault.RESET_AFTER_PROCESSING.beforeProcessing()),
                response -> assertThat(response).isEqualTo("resolve the outcome: ORDER-1"));
        run(
                exchange -> exchange.faults().next(Fault.code("10040102")),
                response -> assertThat(response).startsWith("CORRECT_RECORD: requestNo ORDER-1: rejected"));
        run(KycExchangeSimulator::close, response -> assertThat(response).isEqualTo("retry later: NO_CONNECTION"));
    }

    @Test
    void dependenciesHaveTheVersionOfThePom() throws IOException {
        String version = firstMatch("<version>(.*?)</version>", Files.readString(ROOT.resolve("pom.xml")));
        assertThat(blocks("xml")).singleElement().asString().isEqualToIgnoringWhitespace("""
                <dependency>
                  <groupId>io.github.kycsharing</groupId>
                  <artifactId>kyc-sharing-spring-boot-starter</artifactId>
                  <version>%1$s</version>
                </dependency>
                <dependency>
                  <groupId>io.github.kycsharing</groupId>
                  <artifactId>kyc-sharing-test</artifactId>
                  <version>%1$s</version>
                  <scope>test</scope>
                </dependency>
                """.formatted(version));
    }

    @Test
    void firstApplicationsHaveTheVersionsOfThePom() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        String version = firstMatch("<version>(.*?)</version>", pom);
        String springBoot = firstMatch("<spring-boot.version>(.*?)<", pom);
        String page = Files.readString(ROOT.resolve("docs/getting-started.md"));
        assertThat(page).contains("id(\"org.springframework.boot\") version \"" + springBoot + "\"");
        assertThat(matches("<artifactId>spring-boot-starter-parent</artifactId>\\s+<version>(.*?)<", page))
                .hasSize(2)
                .containsOnly(springBoot);
        assertThat(matches("<artifactId>kyc-sharing-[a-z-]+</artifactId>\\s+<version>(.*?)<", page))
                .hasSize(4)
                .containsOnly(version);
        assertThat(matches("\"io.github.kycsharing:[a-z-]+:(.*?)\"", page))
                .hasSize(2)
                .containsOnly(version);
        assertThat(matches(
                        "<artifactId>okhttp</artifactId>\\s+<version>(.*?)<",
                        Files.readString(ROOT.resolve("docs/dependency-conflicts.md"))))
                .containsExactly(firstMatch("<okhttp.version>(.*?)<", pom));
    }

    @Test
    void testCommandIsTheOneOfTheBuildServer() throws IOException {
        String command = Files.readString(ROOT.resolve(".ci/run"))
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(".ci/test"))
                .collect(Collectors.joining());
        assertThat(command).isNotEmpty();
        assertThat(blocks("shell")).contains(command + "\n", "./mvnw -pl kyc-sharing-samples -am spring-boot:run\n");
    }

    @Test
    void curlPostsAnExistingRecord() throws IOException {
        String curl = blocks("shell").stream()
                .filter(block -> block.startsWith("curl"))
                .findFirst()
                .orElseThrow();
        Path record = ROOT.resolve(firstMatch("@(\\S+)", curl));
        assertThat(record)
                .hasSameBinaryContentAs(Path.of("src", "main", "resources", "examples", "standard-record.json"));
    }

    @Test
    void jarsOfTheCommandsHaveTheVersionOfThePom() throws IOException {
        String version = firstMatch("<version>(.*?)</version>", Files.readString(ROOT.resolve("pom.xml")));
        List<String> jars = Pattern.compile("-jar (\\S+)")
                .matcher(String.join("", blocks("shell")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(jars)
                .containsExactlyInAnyOrder(
                        "kyc-sharing-test/target/kyc-sharing-test-" + version + "-standalone.jar",
                        "kyc-sharing-samples/target/kyc-sharing-samples-" + version + ".jar");
    }

    @Test
    void secretOfTheCommandsIsTheOneOfTheSample() throws IOException {
        String configuration = Files.readString(Path.of("src", "main", "resources", "application.yml"));
        String entity = firstMatch("--entity=(\\S+)", String.join("", blocks("shell")));
        assertThat(entity)
                .isEqualTo(firstMatch("biz-entity-key: (\\S+)", configuration) + ":"
                        + firstMatch("secret: (\\S+)", configuration) + ":standard");
    }

    @Test
    void everyLinkResolvesToAFile() throws IOException {
        assertThat(Pattern.compile("]\\((?!https?:)([^)#]+)")
                        .matcher(Files.readString(ROOT.resolve("README.md")))
                        .results()
                        .map(link -> ROOT.resolve(link.group(1))))
                .hasSizeGreaterThan(3)
                .allSatisfy(file -> assertThat(file).exists());
    }

    private static void run(Consumer<KycExchangeSimulator> before, Consumer<String> check) {
        try (KycExchangeSimulator exchange = KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard("BROKERKEY", "s3cret"))
                .start()) {
            before.accept(exchange);
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(KycSharingAutoConfiguration.class))
                    .withInitializer(context ->
                            context.getEnvironment().getPropertySources().addLast(sampleConfiguration()))
                    .withPropertyValues("KYC_SECRET=s3cret", "kyc-sharing.base-url=" + exchange.baseUrl())
                    .withPropertyValues("kyc-sharing.retry.initial-backoff=1ms")
                    .withBean(CustomerKyc.class)
                    .run(context -> {
                        assertThat(context).hasSingleBean(KycSharingClient.class);
                        check.accept(context.getBean(CustomerKyc.class).share("ORDER-1", sampleRecord()));
                    });
        }
    }

    private static KycInfo sampleRecord() {
        // readme: begin
        KycInfo record = KycInfo.builder()
                .userInfo(UserInfo.builder()
                        .entityCustomerId("CUSTOMER-1")
                        .brokerMainAccountId("1234567")
                        .brokerSubAccountId("7654321")
                        .build())
                .basicInfo(BasicInfo.builder()
                        .firstName("Ada")
                        .lastName("Byron")
                        .dob(LocalDate.of(1990, 12, 10))
                        .residentialCountry("SG")
                        .country("GB")
                        .address("1 Raffles Place")
                        .city("Singapore")
                        .userSubmitIp("203.0.113.7")
                        .build())
                .identityInfo(IdentityInfo.builder()
                        .documentType(DocumentType.PASSPORT)
                        .selectCountry("GB")
                        .frontFileUrl("https://files.broker.example.com/front.jpg")
                        .faceFileUrl("https://files.broker.example.com/face.jpg")
                        .firstName("Ada")
                        .lastName("Byron")
                        .dob(LocalDate.of(1990, 12, 10))
                        .idType(DocumentType.PASSPORT)
                        .idCountry("GB")
                        .nationalityCountry("GB")
                        .idNumber("123456789")
                        .userSubmitIp("203.0.113.7")
                        .build())
                .build();
        // readme: end
        return record;
    }

    private static PropertySource<?> sampleConfiguration() {
        try {
            String yaml = blocks("yaml").get(0);
            return new YamlPropertySourceLoader()
                    .load("README.md", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                    .get(0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lines that README shows of the sample's output, as patterns. */
    static List<Pattern> output() throws IOException {
        return blocks("console").stream()
                .flatMap(String::lines)
                .map(line ->
                        Arrays.stream(line.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")))
                .map(Pattern::compile)
                .toList();
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
                .matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String marked(Path source) throws IOException {
        return firstMatch("(?s)// readme: begin\n(.*?)\n *// readme: end", Files.readString(source))
                        .stripIndent()
                + "\n";
    }

    /** The sample that docs/durable-submissions.md shows too. */
    private static String submission() throws IOException {
        Path source = Path.of("src", "test", "java", "com", "example", "broker", "DurableSubmissionsTest.java");
        return firstMatch("(?s)// tag::submit\\[]\n(.*?)\n *// end::submit", Files.readString(source))
                        .stripIndent()
                + "\n";
    }

    private static String firstMatch(String pattern, String text) {
        return matches(pattern, text).stream().findFirst().orElseThrow();
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
