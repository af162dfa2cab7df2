package io.github.kycsharing.validation;

import java.util.List;

/** Valid and invalid texts for each format. */
final class SampleTexts {
    static final List<String> BLANK = List.of("", " ", "\t\n", "\u2003");

    static final List<String> IDS =
            List.of("7", "12345678123456767", "A-b_c+d@e", "Клиент7", "客户", "é", "x".repeat(128), "𝒜".repeat(128));
    static final List<String> NO_IDS =
            List.of("a b", " a", "a.b", "a/b", "a#b", "a:b", "a,b", "a😀", "a\n", "a\u0000", "e\u0301", "a\ud83d");

    static final List<String> COUNTRIES = List.of("AE", "KZ", "SG", "ZZ");
    static final List<String> NO_COUNTRIES =
            List.of("A", "ARE", "ae", "Ae", "aE", "A1", "ÄÖ", "ＡＥ", "КЗ", " AE", "AE ", "A ", "A\n", "@A", "[A");

    static final List<String> ADDRESSES = List.of(
            "0.0.0.0",
            "255.255.255.255",
            "192.168.001.001",
            "1.2.3.0004",
            "0000000000255.0.0.0",
            "::ffff:0192.0.02.000128",
            "::",
            "::1",
            "1::",
            "2001:db8::8a2e:370:7334",
            "2001:0DB8:0000:0000:0000:FF00:0042:8329",
            "1:2:3:4:5:6:7:8",
            "1:2:3:4:5:6:7::",
            "::2:3:4:5:6:7:8",
            "1::3:4:5:6:7:8",
            "::ffff:192.0.2.128",
            "64:ff9b::192.0.2.33",
            "1:2:3:4:5:6:1.2.3.4",
            "1:2:3:4:5::1.2.3.4",
            "::1.2.3.4");
    static final List<String> NO_ADDRESSES = List.of(
            "localhost",
            "256.1.1.1",
            "1.1.1.256",
            "1.1.1.000256",
            "1.1.1.99999999999999999999",
            "1.2.3",
            "1.2.3.4.5",
            "1.2.3.4.",
            ".1.2.3.4",
            "1..3.4",
            "1.2.3.-4",
            "1.2.3.+4",
            "1.2.3.a",
            "0x7f.0.0.1",
            "2130706433",
            "١.٢.٣.٤",
            "1.2.3.4:80",
            " 10.0.0.1",
            "10.0.0.1 ",
            ":",
            ":::",
            "1:",
            "1:2",
            "[::1]",
            "::1:",
            ":1:2:3:4:5:6:7",
            "1:2:3:4:5:6:7:",
            "1:2:3:4:5:6:7",
            "1:2:3:4:5:6:7:8:9",
            "1:2:3:4:5:6:7:8::",
            "1::2:3:4:5:6:7:8",
            "1::2::3",
            "12345::",
            "g::",
            "::1 ",
            "::١",
            "fe80::1%eth0",
            "fe80::1%1",
            "2001:db8::/32",
            "::ffff:256.1.1.1",
            "::ffff:1.2.3",
            "::1.2.3.4:5",
            "1.2.3.4::",
            "1:2:3:4:5:6:7:1.2.3.4",
            "1:2:3:4:5:1.2.3.4");

    static final List<String> DOWNLOAD_URLS = List.of(
            "https://files.example.com/a.jpg",
            "https://b.s3.amazonaws.com/a%20b.jpg?X-Amz-Signature=ab%2Fc%3D&X-Amz-Expires=900",
            "https://h/p?a={b}|c^d`e\"f<g>\\h#i",
            "https://h/%zz",
            "https://h/папка/文件.jpg",
            "http://[2001:db8::1]:8080/f",
            "https://user:word@h/x",
            "https://user@h:port/x",
            "https://@host/x",
            "https://h:/x?@",
            "HTTPS://EXAMPLE.COM",
            "ftp://files.example.com/front.png",
            "s3://bucket/key",
            "git+ssh://h/x",
            "h2.x-1://h",
            "aAzZ09://h");
    static final List<String> NO_DOWNLOAD_URLS = List.of(
            "front.jpg",
            "/files/front.jpg",
            "//host/x",
            "https:/host",
            "https//host",
            "https:host",
            "https://",
            "https:///x",
            "https://?q",
            "https://#f",
            "https://:80/x",
            "https://user@/x",
            "https://user:word@:80/x",
            "https://a@b@",
            "https://@",
            "://host/x",
            "1http://host",
            "+http://host",
            "ht tp://host",
            "h`://host",
            "h{://host",
            "h@://host",
            "h[://host",
            "h/://host",
            "h:://host",
            "https://ho st/x",
            "https://host/a b",
            "https://host/a\nb",
            "https://host/a\u007fb",
            "https://host/x ",
            " https://host/x",
            "data:image/png;base64,AAAA",
            "mailto:a@b.c",
            "C:\\front.jpg",
            "протокол://host/x");

    static final List<String> NOTIFY_URLS = List.of(
            ".",
            "https://b.example/kyc",
            "http://b.example:8080/n?a=1#f",
            "HTTPS://B.EXAMPLE",
            "Http://10.0.0.1/kyc",
            "https://other.example/another-than-the-client's");
    static final List<String> NO_NOTIFY_URLS = List.of(
            "..",
            " .",
            ". ",
            "-",
            "ftp://b.example/",
            "wss://b.example",
            "b.example/kyc",
            "/kyc",
            "https://",
            "https:///kyc");

    static final List<String> TNC_VERSIONS = List.of("1.0", "0.0", "10.25", "001.2", "1." + "0".repeat(200));
    static final List<String> NO_TNC_VERSIONS = List.of(
            "1", "1.", ".0", ".", "1.0.0", "1..0", "v1.0", "1,0", "1.0 ", " 1.0", "1.0\n", "1.a", "-1.0", "+1.0", "١.٠",
            "１.０");

    private SampleTexts() {}

    /** The text in a form that a reader of the table can distinguish from others. */
    static String shown(String text) {
        int length = text.codePointCount(0, text.length());
        if (length > 90) {
            String kind = text.charAt(0) == ' ' ? "blank" : Character.isSurrogate(text.charAt(0)) ? "astral" : "plain";
            return length + " " + kind + " characters";
        }
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            boolean plain = c > ' ' && c != 0x7f && Character.isDefined(c) && !isInvisible(c);
            if (plain || c == ' ') {
                shown.appendCodePoint(c);
            } else {
                shown.append(String.format("\\u%04x", c));
            }
        });
        return shown.append('"').toString();
    }

    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.SURROGATE
                || type == Character.FORMAT
                || type == Character.SPACE_SEPARATOR;
    }
}
