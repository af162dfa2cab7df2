package io.github.kycsharing.submissions.internal.notification;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network that requests may come from. An IPv4 address equals the IPv6 address that it is mapped to. Host names are never looked up.
 */
public final class SourceNetwork {
    private static final int MAPPED_BITS = 96;
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})";

    // Text with a colon is never looked up as a name.
    private static final Pattern LITERAL =
            Pattern.compile("(" + BYTE + "\\.){3}" + BYTE + "|[0-9a-fA-F:][0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    private final byte[] address;
    private final int prefix;

    private SourceNetwork(byte[] address, int prefix) {
        this.address = address;
        this.prefix = prefix;
    }

    /**
     * Reads an address, or an address and how many of its bits count.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static SourceNetwork of(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        byte[] address = bytes(literal)
                .orElseThrow(() -> new IllegalArgumentException("it is neither an IP address nor a network of them"));
        int bits = address.length * Byte.SIZE;
        if (slash < 0) {
            return new SourceNetwork(address, bits);
        }
        boolean isMapped = literal.indexOf(':') >= 0 && address.length == 4;
        int prefix = number(text.substring(slash + 1)) - (isMapped ? MAPPED_BITS : 0);
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("its prefix does not fit its address");
        }
        return new SourceNetwork(address, prefix);
    }

    /** Whether it contains an address, in the form of any server: with a zone or in brackets too. */
    boolean contains(String remoteAddress) {
        String unbracketed = remoteAddress.startsWith("[") && remoteAddress.endsWith("]")
                ? remoteAddress.substring(1, remoteAddress.length() - 1)
                : remoteAddress;
        int zone = unbracketed.indexOf('%');
        return bytes(zone < 0 ? unbracketed : unbracketed.substring(0, zone))
                .filter(this::matches)
                .isPresent();
    }

    private boolean matches(byte[] other) {
        int whole = prefix / Byte.SIZE;
        int rest = prefix % Byte.SIZE;
        return other.length == address.length
                && Arrays.equals(address, 0, whole, other, 0, whole)
                && (rest == 0 || (address[whole] ^ other[whole]) >> (Byte.SIZE - rest) == 0);
    }

    private static Optional<byte[]> bytes(String literal) {
        if (!LITERAL.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            // A literal is not looked up, and a mapped address becomes the four bytes of IPv4.
            return Optional.of(InetAddress.getByName(literal).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static int number(String digits) {
        boolean isNumber =
                !digits.isEmpty() && digits.length() <= 3 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Integer.parseInt(digits) : -1;
    }
}
