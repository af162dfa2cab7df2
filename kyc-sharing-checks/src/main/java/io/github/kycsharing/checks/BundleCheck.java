package io.github.kycsharing.checks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * Checks a bundle for Maven Central against what Maven Central requires, and against what this project promises. It has no
 * dependencies, so that the java command can run this file. It checks no signature, only that there is one for each file.
 */
public final class BundleCheck {
    private static final String GROUP = "io/github/kycsharing/";
    private static final String JDK_17_PAGES = "https://docs.oracle.com/en/java/javase/17/docs/api/java.base/";
    private static final int GROUP_DEPTH = 3;
    /** Position in a class file. */
    private static final int CLASS_FILE_VERSION = 6;

    private static final int JAVA_17 = 61;
    private static final Map<String, String> CHECKSUMS =
            Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");
    private static final List<String> REQUIRED = List.of(
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "scm/connection",
            "scm/developerConnection",
            "scm/url");

    private final Map<String, byte[]> files;
    private final List<String> problems = new ArrayList<>();

    private BundleCheck(Map<String, byte[]> files) {
        this.files = files;
    }

    /**
     * Prints the problems of a bundle, and exits with 1 if there are any.
     *
     * @param arguments the bundle, then the artifacts that it must contain
     * @throws Exception if the bundle cannot be read
     */
    public static void main(String[] arguments) throws Exception {
        List<String> artifacts = List.of(arguments).subList(1, arguments.length);
        Map<String, byte[]> files = unzip(Files.readAllBytes(Path.of(arguments[0])));
        List<String> problems = problems(files, artifacts);
        problems.forEach(System.err::println);
        System.out.printf("%s: %d files, %d problems%n", arguments[0], files.size(), problems.size());
        if (!problems.isEmpty()) {
            System.exit(1);
        }
    }

    static List<String> problems(Map<String, byte[]> files, List<String> artifacts) throws Exception {
        BundleCheck check = new BundleCheck(files);
        check.checkArtifacts(artifacts);
        for (String file : files.keySet()) {
            check.checkFile(file);
        }
        return check.problems;
    }

    private void checkArtifacts(List<String> expected) {
        TreeSet<String> actual = new TreeSet<>();
        for (String file : files.keySet()) {
            Path path = Path.of(file);
            if (file.startsWith(GROUP) && path.getNameCount() == GROUP_DEPTH + 3) {
                actual.add(path.getName(GROUP_DEPTH).toString());
            } else {
                problems.add(file + ": not a file of an artifact of this project");
            }
        }
        if (!actual.equals(new TreeSet<>(expected))) {
            problems.add("artifacts are " + actual + ", expected " + new TreeSet<>(expected));
        }
    }

    private void checkFile(String file) throws Exception {
        String suffix = file.substring(file.lastIndexOf('.') + 1);
        if (CHECKSUMS.containsKey(suffix)) {
            checkChecksum(file, suffix);
            return;
        }
        if (suffix.equals("asc")) {
            require(text(file).startsWith("-----BEGIN PGP SIGNATURE-----"), file, "not a signature");
            return;
        }
        for (String required : List.of(".asc", ".md5", ".sha1")) {
            require(files.containsKey(file + required), file, "has no " + required);
        }
        if (suffix.equals("pom")) {
            checkPom(file);
        } else if (suffix.equals("jar")) {
            checkJar(file);
        } else if (file.endsWith("-cyclonedx.json")) {
            require(text(file).contains("\"bomFormat\" : \"CycloneDX\""), file, "not an SBOM");
        }
    }

    private void checkChecksum(String file, String suffix) throws NoSuchAlgorithmException {
        byte[] content = files.get(file.substring(0, file.length() - suffix.length() - 1));
        if (content == null) {
            problems.add(file + ": is the checksum of no file");
            return;
        }
        String checksum = HexFormat.of()
                .formatHex(MessageDigest.getInstance(CHECKSUMS.get(suffix)).digest(content));
        require(text(file).strip().equals(checksum), file, "is not the checksum of the file");
    }

    private void checkPom(String file) throws Exception {
        Document pom = xml(file);
        String parent = parentOf(pom);
        for (String element : REQUIRED) {
            boolean present = !texts(pom, "/project/" + element).isEmpty()
                    || (files.containsKey(parent)
                            && !texts(xml(parent), "/project/" + element).isEmpty());
            require(present, file, "has no " + element);
        }
        require(parent.isEmpty() || files.containsKey(parent), file, "has a parent that is not in the bundle");
        require(!text(file).contains("SNAPSHOT"), file, "names a snapshot");
        require(texts(pom, "/project/repositories").isEmpty(), file, "names a repository");
        String base = file.substring(0, file.length() - ".pom".length());
        List<String> companions = texts(pom, "/project/packaging").contains("pom")
                ? List.of("-cyclonedx.json")
                : List.of(".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json");
        for (String companion : companions) {
            require(files.containsKey(base + companion), file, "has no " + companion);
        }
        if (file.startsWith(GROUP + "kyc-sharing-bom/")) {
            checkBom(file, pom);
        }
    }

    private void checkBom(String file, Document pom) throws Exception {
        require(parentOf(pom).isEmpty(), file, "has a parent, whose managed versions an application would get");
        String managed = "/project/dependencyManagement/dependencies/dependency/";
        TreeSet<String> withJar = new TreeSet<>();
        for (String other : files.keySet()) {
            if (other.endsWith("-sources.jar")) {
                withJar.add(Path.of(other).getName(GROUP_DEPTH).toString());
            }
        }
        require(
                new TreeSet<>(texts(pom, managed + "artifactId")).equals(withJar),
                file,
                "does not manage exactly " + withJar);
        require(
                texts(pom, managed + "groupId").stream().allMatch("io.github.kycsharing"::equals),
                file,
                "manages another project");
    }

    private void checkJar(String file) throws IOException {
        Map<String, byte[]> entries = unzip(content(file));
        if (file.endsWith("-sources.jar")) {
            require(entries.keySet().stream().anyMatch(name -> name.endsWith(".java")), file, "has no sources");
        } else if (file.endsWith("-javadoc.jar")) {
            require(entries.containsKey("index.html"), file, "has no index.html");
            require(
                    entries.keySet().stream().noneMatch(name -> name.contains("/internal/")),
                    file,
                    "describes internal packages");
            require(
                    entries.values().stream()
                            .anyMatch(page -> new String(page, StandardCharsets.UTF_8).contains(JDK_17_PAGES)),
                    file,
                    "has no links to the JDK");
        } else {
            checkClasses(file, entries);
        }
    }

    private void checkClasses(String file, Map<String, byte[]> entries) throws IOException {
        boolean ours = !file.endsWith("-standalone.jar");
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(content(file)))) {
            boolean named = jar.getManifest() != null
                    && jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name") != null;
            require(entries.containsKey("META-INF/LICENSE") || !ours, file, "has no licence");
            require(named || !ours, file, "has no Automatic-Module-Name");
        }
        boolean any = false;
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            String name = entry.getKey();
            if (name.endsWith(".class") && !name.startsWith("META-INF/versions/")) {
                any = true;
                int version = ByteBuffer.wrap(entry.getValue()).getShort(CLASS_FILE_VERSION);
                boolean java17 = name.startsWith(GROUP) ? version == JAVA_17 : version <= JAVA_17;
                require(java17, file, name + " has class file version " + version);
                require(name.startsWith(GROUP) || !ours, file, name + " is of another project");
            }
        }
        require(any, file, "has no classes");
    }

    private void require(boolean condition, String file, String problem) {
        if (!condition) {
            problems.add(file + ": " + problem);
        }
    }

    private byte[] content(String file) {
        return Objects.requireNonNull(files.get(file), file);
    }

    private String text(String file) {
        return new String(content(file), StandardCharsets.UTF_8);
    }

    private Document xml(String file) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(content(file)));
    }

    /** The pom of the parent, or an empty text. */
    private static String parentOf(Document pom) throws Exception {
        List<String> artifact = texts(pom, "/project/parent/artifactId");
        if (artifact.isEmpty()) {
            return "";
        }
        String version = texts(pom, "/project/parent/version").get(0);
        return GROUP + artifact.get(0) + "/" + version + "/" + artifact.get(0) + "-" + version + ".pom";
    }

    private static List<String> texts(Document document, String path) throws Exception {
        NodeList nodes =
                (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            String text = nodes.item(i).getTextContent().strip();
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static Map<String, byte[]> unzip(byte[] zip) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }
}
