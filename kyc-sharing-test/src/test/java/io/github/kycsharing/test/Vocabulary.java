package io.github.kycsharing.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds banned words in the sources and pages below a directory. */
final class Vocabulary {
    private static final Set<String> SKIPPED_DIRECTORIES = Set.of("target", ".git", ".idea", ".mvn", "node_modules");
    private static final Pattern CHECKED_FILE = Pattern.compile(".*\\.(java|md|properties|yml|yaml)");

    private final Path root;
    private final Map<Pattern, String> bannedWords;
    private final List<PathMatcher> exceptions;

    private Vocabulary(Path root, Map<Pattern, String> bannedWords, List<PathMatcher> exceptions) {
        this.root = root;
        this.bannedWords = bannedWords;
        this.exceptions = exceptions;
    }

    /** Reads the lists of banned words and exceptions from the directory {@code config/vocabulary} below the root. */
    static Vocabulary of(Path root) throws IOException {
        Path config = root.resolve("config").resolve("vocabulary");
        Map<Pattern, String> words = entries(config.resolve("banned-words.txt")).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> Pattern.compile("(?<![\\p{L}\\d_])(?:" + entry.getKey() + ")(?![\\p{L}\\d_])"),
                        Map.Entry::getValue,
                        (first, second) -> first,
                        LinkedHashMap::new));
        List<PathMatcher> exceptions = entries(config.resolve("exceptions.txt")).keySet().stream()
                .map(glob -> root.getFileSystem().getPathMatcher("glob:" + glob))
                .toList();
        return new Vocabulary(root, words, exceptions);
    }

    private static Map<String, String> entries(Path file) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            String[] columns = line.split("\t", -1);
            if (columns.length != 2 || columns[1].isBlank()) {
                throw new IllegalArgumentException(
                        "Two columns, separated by a tab, expected in " + file + ": " + line);
            }
            entries.put(columns[0], columns[1]);
        }
        return entries;
    }

    /** The files that are checked, as paths below the root. */
    List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return SKIPPED_DIRECTORIES.contains(String.valueOf(directory.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Path path = root.relativize(file);
                if (CHECKED_FILE.matcher(String.valueOf(file.getFileName())).matches()
                        && exceptions.stream().noneMatch(exception -> exception.matches(path))) {
                    files.add(path);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /** Each use of a banned word: file, line, word and what to write instead. */
    List<String> violations() throws IOException {
        return files().stream()
                .sorted()
                .flatMap(file -> violations(file).stream())
                .toList();
    }

    private List<String> violations(Path file) {
        List<String> violations = new ArrayList<>();
        List<String> lines = linesOf(file);
        for (int i = 0; i < lines.size(); i++) {
            for (Map.Entry<Pattern, String> word : bannedWords.entrySet()) {
                Matcher matcher = word.getKey().matcher(lines.get(i));
                while (matcher.find()) {
                    violations.add(file + ":" + (i + 1) + ": \"" + matcher.group() + "\", instead: " + word.getValue());
                }
            }
        }
        return violations;
    }

    private List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
