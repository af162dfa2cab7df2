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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds banned words in the sources and pages below a directory. */
final class Vocabulary {
    private static final Set<String> SKIPPED_DIRECTORIES = Set.of("target", ".git", ".idea", ".mvn", "node_modules");
    private static final Pattern CHECKED_FILE = Pattern.compile(".*\\.(java|md|properties|yml|yaml|xml)");

    private final Path root;
    private final Map<Pattern, String> bannedWords;
    private final Pattern anyBannedWord;
    private final List<ExceptedFiles> exceptions;

    private Vocabulary(Path root, Map<String, String> bannedWords, List<ExceptedFiles> exceptions) {
        this.root = root;
        this.bannedWords = new LinkedHashMap<>();
        bannedWords.forEach((word, instead) -> this.bannedWords.put(wholeWord(word), instead));
        this.anyBannedWord = wholeWord(String.join("|", bannedWords.keySet()));
        this.exceptions = exceptions;
    }

    /** Reads the lists of banned words and exceptions from the directory {@code config/vocabulary} below the root. */
    static Vocabulary of(Path root) throws IOException {
        Path config = root.resolve("config").resolve("vocabulary");
        Map<String, String> words = new LinkedHashMap<>();
        entries(config.resolve("banned-words.txt"), 2).forEach(entry -> words.put(entry[0], entry[1]));
        List<ExceptedFiles> exceptions = entries(config.resolve("exceptions.txt"), 3).stream()
                .map(entry -> new ExceptedFiles(
                        root.getFileSystem().getPathMatcher("glob:" + entry[0]), Pattern.compile(entry[1])))
                .toList();
        return new Vocabulary(root, words, exceptions);
    }

    private static Pattern wholeWord(String word) {
        return Pattern.compile("(?<![\\p{L}\\d_])(?:" + word + ")(?![\\p{L}\\d_])");
    }

    private static List<String[]> entries(Path file, int columns) throws IOException {
        List<String[]> entries = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            String[] entry = line.split("\t", -1);
            if (entry.length != columns || Arrays.stream(entry).anyMatch(String::isBlank)) {
                throw new IllegalArgumentException(
                        columns + " columns, separated by tabs, expected in " + file + ": " + line);
            }
            entries.add(entry);
        }
        return entries;
    }

    /** The checked files, as paths below the root. */
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
                if (CHECKED_FILE.matcher(String.valueOf(file.getFileName())).matches()) {
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
        List<Pattern> permitted = exceptions.stream()
                .filter(exception -> exception.files().matches(file))
                .map(ExceptedFiles::words)
                .toList();
        List<String> violations = new ArrayList<>();
        List<String> lines = linesOf(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!anyBannedWord.matcher(lines.get(i)).find()) {
                continue; // much faster than each pattern on its own
            }
            for (Map.Entry<Pattern, String> word : bannedWords.entrySet()) {
                Matcher matcher = word.getKey().matcher(lines.get(i));
                while (matcher.find()) {
                    String found = matcher.group();
                    if (permitted.stream()
                            .noneMatch(words -> words.matcher(found).matches())) {
                        violations.add(file + ":" + (i + 1) + ": \"" + found + "\", instead: " + word.getValue());
                    }
                }
            }
        }
        return violations;
    }

    /** Files in which the words that match a pattern are permitted. */
    private record ExceptedFiles(PathMatcher files, Pattern words) {}

    private List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
