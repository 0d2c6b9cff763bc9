package dev.glossa.judges.sacrebleu;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Numbers as Python prints them.
final class Decimals {

    private Decimals() {}

    /// `f"{value:.{digits}f}"`: the exact binary value rounded half to even, where `String.format` rounds the decimal form half up.
    static String fixed(double value, int digits) {
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    /// `repr(value)`: the shortest digits that read back as the value, with an exponent below 1e-4 and from 1e16 on.
    static String repr(double value) {
        String shortest = Double.toString(value);
        double size = Math.abs(value);
        if (size != 0 && size < 1e-4 || size >= 1e16) {
            int e = shortest.indexOf('E');
            int exponent = Integer.parseInt(shortest.substring(e + 1));
            String digits = shortest.substring(0, e);
            String mantissa = digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
            return mantissa + (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        }
        String plain = new BigDecimal(shortest).toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
}
