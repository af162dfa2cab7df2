package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that the relative links and anchors of README.md, CONTRIBUTING.md, CHANGELOG.md, SECURITY.md and docs resolve, as GitHub renders them. */
class DocsLinksTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern CODE = Pattern.compile("(`+).+?\\1");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            List<Path> pages =
                    new ArrayList<>(docs.filter(file -> file.toString().endsWith(".md"))
                            .map(ROOT::relativize)
                            .toList());
            pages.add(Path.of("README.md"));
            pages.add(Path.of("CONTRIBUTING.md"));
            pages.add(Path.of("CHANGELOG.md"));
            pages.add(Path.of("SECURITY.md"));
            assertThat(pages).hasSizeGreaterThan(15);
            return pages;
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRelativeLinkAndAnchorResolves(Path page) throws IOException {
        for (String link : links(Files.readString(ROOT.resolve(page)))) {
            if (URI.create(link).isAbsolute()) {
                continue;
            }
            int hash = link.indexOf('#');
            String file = hash < 0 ? link : link.substring(0, hash);
            Path target = file.isEmpty()
                    ? ROOT.resolve(page)
                    : ROOT.resolve(page).resolveSibling(file).normalize();
            assertThat(target).as("%s links to %s", page, link).startsWith(ROOT).exists();
            if (hash >= 0) {
                assertThat(anchors(Files.readString(target)))
                        .as("anchors of %s, for the link %s in %s", ROOT.relativize(target), link, page)
                        .contains(link.substring(hash + 1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/README.md"})
    void indexLinksToEveryTopLevelPage(String index) throws IOException {
        Path folder = ROOT.resolve(index).resolveSibling("");
        Set<Path> linked = links(Files.readString(ROOT.resolve(index))).stream()
                .filter(link -> !URI.create(link).isAbsolute())
                .map(link -> folder.resolve(link.replaceFirst("#.*", "")).normalize())
                .collect(Collectors.toSet());
        linked.add(ROOT.resolve("docs/README.md"));
        // README.md leads to these by way of other pages.
        if (index.equals("README.md")) {
            linked.add(ROOT.resolve("docs/submission-states.md"));
            linked.add(ROOT.resolve("docs/performance-java-25.md"));
            linked.add(ROOT.resolve("docs/evidence.md"));
            linked.add(ROOT.resolve("docs/dependency-conflicts.md"));
            linked.add(ROOT.resolve("docs/fault-matrix.md"));
        }
        assertThat(linked)
                .containsAll(pages().stream()
                        .filter(page -> page.startsWith("docs") && page.getNameCount() == 2)
                        .map(ROOT::resolve)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageBeginsWithOneTitle(Path page) throws IOException {
        assertThat(headings(Files.readString(ROOT.resolve(page))).filter(heading -> heading.startsWith("# ")))
                .hasSize(1);
    }

    private static List<String> links(String page) {
        String text = CODE.matcher(CODE_BLOCK.matcher(page).replaceAll("")).replaceAll("");
        return LINK.matcher(text).results().map(link -> link.group(1)).toList();
    }

    private static Stream<String> headings(String page) {
        return CODE_BLOCK.matcher(page).replaceAll("").lines().filter(line -> line.matches("#{1,6} .*"));
    }

    /** GitHub's anchors: lower case, punctuation removed, blanks as dashes, a number after a repeated one. */
    private static Set<String> anchors(String page) {
        Set<String> anchors = new TreeSet<>();
        headings(page)
                .map(heading -> heading.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N}\\s_-]", "").replace(' ', '-'))
                .forEach(anchor -> {
                    for (int i = 0; !anchors.add(i == 0 ? anchor : anchor + "-" + i); i++) {}
                });
        return anchors;
    }
}
