package io.github.kycsharing.submissions;

import io.github.kycsharing.submissions.internal.crypto.Keysets;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Generates and rotates keysets, from a command line and from code. A keyset is a secret: store the output where only the application
 * can read it. From an executable jar of Spring Boot, run for example
 *
 * <pre>{@code
 * java -cp broker.jar -Dloader.main=io.github.kycsharing.submissions.KycKeysets \
 *     org.springframework.boot.loader.launch.PropertiesLauncher generate > keyset.json
 * }</pre>
 *
 * <p>The commands are {@code generate}; {@code add FILE} prints the keyset with a new key that is not used yet; {@code promote FILE}
 * makes the newest key primary; {@code rotate FILE} does both; {@code list FILE} prints the ids of the keys; {@code remove FILE ID} deletes a key
 * that is not primary. No command changes the file.
 */
public final class KycKeysets {
    private static final String USAGE =
            "Usage: KycKeysets generate | add FILE | promote FILE | rotate FILE | list FILE | remove FILE KEY_ID";
    private static final int WITH_FILE = 2;
    private static final int WITH_KEY = 3;

    private KycKeysets() {}

    /**
     * Generates a keyset with one AES-256-GCM key.
     *
     * @return a Tink keyset in JSON, in the clear: a secret
     */
    public static String generate() {
        return Keysets.generate();
    }

    /**
     * Adds a key and makes it primary. The other keys still decrypt.
     *
     * @param keyset a Tink keyset in JSON, in the clear
     * @return the new keyset
     * @throws IllegalArgumentException if it is no such keyset; nothing of it is quoted
     */
    public static String rotate(String keyset) {
        return Keysets.promote(Keysets.add(keyset));
    }

    /**
     * Runs a command and ends the process: with code 0, or with 2 and a message if the command cannot be run.
     *
     * @param arguments the command and its arguments
     */
    @SuppressWarnings({"SystemOut", "SystemExitOutsideMain"})
    public static void main(String... arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            execute(arguments).forEach(out::println);
            return 0;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println("The file cannot be read: " + arguments.get(1));
        }
        return 2;
    }

    private static List<String> execute(List<String> arguments) throws IOException {
        String command = arguments.isEmpty() ? "" : arguments.get(0);
        int size = switch (command) {
            case "generate" -> 1;
            case "add", "promote", "rotate", "list" -> WITH_FILE;
            case "remove" -> WITH_KEY;
            default -> throw new IllegalArgumentException(USAGE);
        };
        if (arguments.size() != size) {
            throw new IllegalArgumentException(USAGE);
        }
        if (size == 1) {
            return List.of(generate());
        }
        String keyset = Files.readString(Path.of(arguments.get(1)));
        return switch (command) {
            case "add" -> List.of(Keysets.add(keyset));
            case "promote" -> List.of(Keysets.promote(keyset));
            case "rotate" -> List.of(rotate(keyset));
            case "list" -> Keysets.describe(keyset);
            default -> List.of(Keysets.remove(keyset, keyId(arguments.get(2))));
        };
    }

    private static long keyId(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("A key id is a number, as the command list prints it");
        }
    }
}
