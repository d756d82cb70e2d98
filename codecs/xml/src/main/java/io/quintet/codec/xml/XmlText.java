package io.quintet.codec.xml;

import io.quintet.type.Misfit;

/** Characters and names of XML 1.0, fifth edition, sections 2.2 and 2.3. */
final class XmlText {
    private XmlText() {}

    /** Appends text so that it reads as it is: parsers bend line ends, and in attributes also tabs. */
    static void escape(StringBuilder out, String text, boolean attribute) {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '<' && c != '>' && c != '&' && c != '"' && c < 0x7f) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            String replacement = switch (c) {
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '&' -> "&amp;";
                case '"' -> attribute ? "&quot;" : null;
                case '\r' -> "&#13;";
                case '\n' -> attribute ? "&#10;" : null;
                case '\t' -> attribute ? "&#9;" : null;
                case '\u0085' -> "&#133;";
                case '\u2028' -> "&#8232;";
                default -> null;
            };
            if (replacement != null) {
                out.append(text, from, i).append(replacement);
                from = i + 1;
            } else if ((c < ' ' && c != '\n' && c != '\t') || Character.isSurrogate(c) || c >= 0xfffe) {
                throw new Misfit("", "a text with U+%04X (expected: characters that XML can carry)".formatted((int) c));
            }
        }
        out.append(text, from, text.length());
    }

    /** Whether an element can have this name: of what a Java identifier may have, XML lacks some. */
    static boolean isName(String name) {
        return name.codePoints().allMatch(XmlText::isNameCharacter) && isNameStart(name.codePointAt(0));
    }

    private static boolean isNameCharacter(int c) {
        return isNameStart(c) || (c >= '0' && c <= '9') || c == 0xb7 || in(c, 0x300, 0x36f) || in(c, 0x203f, 0x2040);
    }

    private static boolean isNameStart(int c) {
        return in(c, 'a', 'z')
                || in(c, 'A', 'Z')
                || c == '_'
                || (in(c, 0xc0, 0x2ff) && c != 0xd7 && c != 0xf7)
                || (in(c, 0x370, 0x1fff) && c != 0x37e)
                || in(c, 0x2070, 0x218f)
                || in(c, 0x2c00, 0x2fef)
                || in(c, 0x3001, 0xd7ff)
                || in(c, 0xf900, 0xfdcf)
                || in(c, 0xfdf0, 0xfffd)
                || in(c, 0x10000, 0xeffff);
    }

    private static boolean in(int c, int from, int to) {
        return c >= from && c <= to;
    }
}
