package dev.glossa.harness.run;

import dev.glossa.harness.Key;
import dev.glossa.harness.Signature;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Marks of the borders of foreign text in judges' prompts: an HMAC of an answer's key under the run's secret. Whoever wrote
/// the text did not know the secret, so no answer can close its own borders; the same run gives the same marks again.
public final class Marks {
    private final byte[] secret;

    private Marks(byte[] secret) {
        this.secret = secret;
    }

    /// @param manifest one of an older run has no secret: its whole text stands for it
    static Marks of(Manifest manifest) {
        return of(manifest.secret().orElseGet(() -> Signature.sha256(manifest.json().getBytes(StandardCharsets.UTF_8))));
    }

    public static Marks of(String secret) {
        return new Marks(secret.getBytes(StandardCharsets.UTF_8));
    }

    /// A secret for a new run, 128 random bits.
    public static String secret() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// A mark that stands in none of the texts.
    public String of(Key key, List<String> texts) {
        for (int i = 0;; i++) {
            String mark = hmac(key + (i == 0 ? "" : "\n" + i)).substring(0, 16);
            if (texts.stream().noneMatch(text -> text.contains(mark))) {
                return mark;
            }
        }
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
