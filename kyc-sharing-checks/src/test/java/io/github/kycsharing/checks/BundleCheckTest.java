package io.github.kycsharing.checks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

class BundleCheckTest {
    private static final String CORE = "io/github/kycsharing/kyc-sharing-core/1.0/kyc-sharing-core-1.0";
    private static final String BOM = "io/github/kycsharing/kyc-sharing-bom/1.0/kyc-sharing-bom-1.0";
    private static final String CLASS = "io/github/kycsharing/Some.class";
    private static final String LINK =
            "https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/lang/Object.html";
    private static final String DESCRIPTION = "<name>n</name><description>d</description><url>u</url>"
            + "<licenses><license><name>l</name><url>u</url></license></licenses>"
            + "<developers><developer><name>d</name></developer></developers>"
            + "<scm><connection>c</connection><developerConnection>d</developerConnection><url>u</url></scm>";
    private static final String MANAGED = "<packaging>pom</packaging><dependencyManagement><dependencies><dependency>"
            + "<groupId>io.github.kycsharing</groupId><artifactId>kyc-sharing-core</artifactId>"
            + "</dependency></dependencies></dependencyManagement>";

    private final Map<String, byte[]> files = new TreeMap<>();

    BundleCheckTest() throws Exception {
        add(CORE + ".pom", "<project>" + DESCRIPTION + "</project>");
        add(CORE + ".jar", classes("io.github.kycsharing.core", 61, "META-INF/LICENSE"));
        add(CORE + "-sources.jar", jar("", Map.of("Some.java", new byte[0])));
        add(CORE + "-javadoc.jar", jar("", Map.of("index.html", LINK.getBytes(UTF_8))));
        add(CORE + "-cyclonedx.json", "{\"bomFormat\" : \"CycloneDX\"}");
        add(BOM + ".pom", "<project>" + DESCRIPTION + MANAGED + "</project>");
        add(BOM + "-cyclonedx.json", "{\"bomFormat\" : \"CycloneDX\"}");
    }

    @Test
    void acceptsCompleteBundle() throws Exception {
        assertThat(problems()).isEmpty();
    }

    @Test
    void findsMissingFiles() throws Exception {
        for (String suffix : List.of(".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json")) {
            remove(CORE + suffix);
        }
        files.remove(CORE + ".pom.asc");
        files.remove(CORE + ".pom.sha1");

        assertThat(problems())
                .contains(
                        CORE + ".pom: has no .jar",
                        CORE + ".pom: has no -sources.jar",
                        CORE + ".pom: has no -javadoc.jar",
                        CORE + ".pom: has no -cyclonedx.json",
                        CORE + ".pom: has no .asc",
                        CORE + ".pom: has no .sha1");
    }

    @Test
    void findsMissingAndOtherArtifacts() throws Exception {
        assertThat(BundleCheck.problems(files, List.of("kyc-sharing-core", "kyc-sharing-test")))
                .containsExactly("artifacts are [kyc-sharing-bom, kyc-sharing-core],"
                        + " expected [kyc-sharing-core, kyc-sharing-test]");
    }

    @Test
    void findsWrongChecksumsAndSignatures() throws Exception {
        files.put(CORE + ".jar.md5", "0".getBytes(UTF_8));
        files.put(CORE + ".jar.asc", "none".getBytes(UTF_8));

        assertThat(problems())
                .containsExactlyInAnyOrder(
                        CORE + ".jar.md5: is not the checksum of the file", CORE + ".jar.asc: not a signature");
    }

    @Test
    void findsIncompletePoms() throws Exception {
        add(
                CORE + ".pom",
                "<project>" + DESCRIPTION.replaceFirst("<scm>.*</scm>", "").replace("<name>l</name>", "")
                        + "<parent><artifactId>kyc-sharing</artifactId><version>1.0-SNAPSHOT</version></parent>"
                        + "<repositories><repository><url>u</url></repository></repositories></project>");

        assertThat(problems())
                .contains(
                        CORE + ".pom: has no scm/connection",
                        CORE + ".pom: has no scm/developerConnection",
                        CORE + ".pom: has no scm/url",
                        CORE + ".pom: has no licenses/license/name",
                        CORE + ".pom: has a parent that is not in the bundle",
                        CORE + ".pom: names a snapshot",
                        CORE + ".pom: names a repository");
    }

    @Test
    void findsIncompleteJars() throws Exception {
        add(CORE + ".jar", classes("", 65));
        add(CORE + "-sources.jar", jar("", Map.of("Some.class", new byte[0])));
        add(CORE + "-javadoc.jar", jar("", Map.of("internal/internal/Some.html", new byte[0])));

        assertThat(problems())
                .containsExactlyInAnyOrder(
                        CORE + ".jar: has no licence",
                        CORE + ".jar: has no Automatic-Module-Name",
                        CORE + ".jar: " + CLASS + " has class file version 65",
                        CORE + "-sources.jar: has no sources",
                        CORE + "-javadoc.jar: has no index.html",
                        CORE + "-javadoc.jar: describes internal packages",
                        CORE + "-javadoc.jar: has no links to the JDK");
    }

    @Test
    void findsIncompleteBom() throws Exception {
        add(
                BOM + ".pom",
                "<project>" + DESCRIPTION
                        + MANAGED.replace("kyc-sharing-core", "okhttp").replace("io.github.kycsharing", "other")
                        + "<parent><artifactId>kyc-sharing</artifactId><version>1.0</version></parent></project>");

        assertThat(problems())
                .contains(
                        BOM + ".pom: has a parent, whose managed versions an application would get",
                        BOM + ".pom: does not manage exactly [kyc-sharing-core]",
                        BOM + ".pom: manages another project");
    }

    private List<String> problems() throws Exception {
        return BundleCheck.problems(files, List.of("kyc-sharing-bom", "kyc-sharing-core"));
    }

    private void add(String file, String content) throws Exception {
        add(file, content.getBytes(UTF_8));
    }

    private void add(String file, byte[] content) throws Exception {
        files.put(file, content);
        files.put(file + ".asc", "-----BEGIN PGP SIGNATURE-----".getBytes(UTF_8));
        for (Map.Entry<String, String> checksum :
                Map.of(".md5", "MD5", ".sha1", "SHA-1").entrySet()) {
            byte[] digest = MessageDigest.getInstance(checksum.getValue()).digest(content);
            files.put(file + checksum.getKey(), HexFormat.of().formatHex(digest).getBytes(UTF_8));
        }
    }

    private void remove(String file) {
        for (String suffix : List.of("", ".asc", ".md5", ".sha1")) {
            files.remove(file + suffix);
        }
    }

    private static byte[] classes(String module, int classFileVersion, String... others) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        entries.put(CLASS, new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) classFileVersion});
        List.of(others).forEach(other -> entries.put(other, new byte[0]));
        return jar(module, entries);
    }

    private static byte[] jar(String module, Map<String, byte[]> entries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!module.isEmpty()) {
            manifest.getMainAttributes().putValue("Automatic-Module-Name", module);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
