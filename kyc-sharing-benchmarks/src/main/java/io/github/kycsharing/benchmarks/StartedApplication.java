package io.github.kycsharing.benchmarks;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.KycInfo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application in a separate process. It measures its start and, if it has a client, its first calls. */
final class StartedApplication {
    private static final String IMPORTS =
            "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";
    static final String WAIT = "benchmarks.wait";

    private static final int STEADY_CALLS = 300;

    /** A configuration without beans. */
    @EnableAutoConfiguration
    static class Application {}

    private StartedApplication() {}

    /**
     * Starts the application and prints its times.
     *
     * @param args the URL to call, or {@code none} for an application without the starter; then properties
     */
    public static void main(String[] args) throws Exception {
        boolean empty = args[0].equals("none");
        SpringApplicationBuilder builder = new SpringApplicationBuilder(Application.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(Arrays.copyOfRange(args, 1, args.length));
        if (empty) {
            builder.properties("spring.autoconfigure.exclude=" + ours());
        } else {
            builder.properties(
                    "kyc-sharing.biz-entity-key=" + SyntheticRecords.BIZ_ENTITY_KEY,
                    "kyc-sharing.secret=" + SyntheticRecords.SECRET,
                    "kyc-sharing.broker-type=standard",
                    "kyc-sharing.base-url=" + args[0]);
        }
        long begin = System.nanoTime();
        try (ConfigurableApplicationContext context = builder.run()) {
            double start = millisSince(begin);
            double[] calls = empty ? new double[] {0, 0} : calls(context.getBean(KycSharingClient.class));
            say(start + " " + calls[0] + " " + calls[1]);
        }
    }

    /** Measures the first call after the warm-up, and the calls after it. */
    private static double[] calls(KycSharingClient client) throws InterruptedException {
        KycInfo record = SyntheticRecords.ofBytes(SyntheticRecords.SMALL);
        TimeUnit.MILLISECONDS.sleep(Integer.getInteger(WAIT, 2_000));
        double first = call(client, record);
        double[] later = new double[STEADY_CALLS];
        for (int i = 0; i < later.length; i++) {
            later[i] = call(client, record);
        }
        Arrays.sort(later);
        return new double[] {first, later[STEADY_CALLS / 2]};
    }

    private static double call(KycSharingClient client, KycInfo record) {
        long begin = System.nanoTime();
        client.share(record);
        return millisSince(begin);
    }

    private static double millisSince(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    @SuppressWarnings("SystemOut") // the measuring process reads it
    private static void say(String line) {
        System.out.println(line);
    }

    private static String ours() throws IOException {
        var files = StartedApplication.class.getClassLoader().getResources(IMPORTS);
        StringBuilder names = new StringBuilder();
        while (files.hasMoreElements()) {
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(files.nextElement().openStream(), StandardCharsets.UTF_8))) {
                names.append(lines.lines()
                        .filter(name -> name.startsWith("io.github.kycsharing."))
                        .map(name -> name + ",")
                        .collect(Collectors.joining()));
            }
        }
        return names.toString();
    }
}
