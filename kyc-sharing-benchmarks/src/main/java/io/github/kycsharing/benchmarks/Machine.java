package io.github.kycsharing.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.github.kycsharing.benchmarks.Results.Environment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.TreeMap;
import okhttp3.OkHttp;
import org.hibernate.validator.HibernateValidator;
import org.openjdk.jmh.annotations.Benchmark;
import org.springframework.boot.SpringBootVersion;
import tools.jackson.databind.cfg.PackageVersion;

/** The environment of the results, without details that identify the machine. */
final class Machine {
    private static final long GIB = 1L << 30;

    private Machine() {}

    static Environment describe() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Environment(
                cpu(),
                Runtime.getRuntime().availableProcessors(),
                (int) ((system.getTotalMemorySize() + GIB - 1) / GIB),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.version() + ", " + System.getProperty("java.vendor"),
                libraries());
    }

    private static String cpu() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown"; // not every system has this file
        }
    }

    private static Map<String, String> libraries() {
        Map<String, String> versions = new TreeMap<>();
        versions.put("Hibernate Validator", version(HibernateValidator.class));
        versions.put("Jackson", PackageVersion.VERSION.toString());
        versions.put("JMH", jmh());
        versions.put("OkHttp", OkHttp.VERSION);
        ResourceBundle others = ResourceBundle.getBundle("versions", Locale.ROOT);
        others.keySet().forEach(name -> versions.put(name, others.getString(name)));
        versions.put("Spring Boot", SpringBootVersion.getVersion());
        return versions;
    }

    private static String jmh() {
        String text = org.openjdk.jmh.util.Version.getPlainVersion();
        return Benchmark.class.getPackage().getImplementationVersion() == null ? text : version(Benchmark.class);
    }

    private static String version(Class<?> type) {
        return Objects.requireNonNullElse(type.getPackage().getImplementationVersion(), "unknown");
    }
}
