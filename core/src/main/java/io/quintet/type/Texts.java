package io.quintet.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;

/** Parsers that are stricter than the JDK's; each throws for text that is none of its kind. */
final class Texts {
    private Texts() {}

    static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    static Double float64(String text) {
        double value = Double.parseDouble(numeral(text));
        if (Double.isInfinite(value) && !text.endsWith("Infinity")) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }

    static Float float32(String text) {
        float value = Float.parseFloat(numeral(text));
        if (Float.isInfinite(value) && !text.endsWith("Infinity")) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }

    /** The JDK also takes blanks around a number, hexadecimal ones, and "1d". */
    private static String numeral(String text) {
        if (text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity")) {
            return text;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '-' && c != '+' && c != '.' && c != 'e' && c != 'E') {
                throw new IllegalArgumentException(text);
            }
        }
        return text;
    }

    static BigDecimal decimal(String text) {
        BigDecimal value = new BigDecimal(text);
        if (!Limits.allows(value)) {
            throw new IllegalArgumentException("beyond " + Limits.MAX_DIGITS + " digits");
        }
        return value;
    }

    static BigInteger integer(String text) {
        BigInteger value = new BigInteger(text);
        if (!Limits.allows(value)) {
            throw new IllegalArgumentException("beyond " + Limits.MAX_DIGITS + " digits");
        }
        return value;
    }

    /** The plain form only; the JDK also takes shortened groups, so that two texts would name one id. */
    static UUID uuid(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException(text);
        }
        return UUID.fromString(text);
    }
}
