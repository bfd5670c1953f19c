package org.jinn.system;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Numbers that stand for a content: equal only where it is equal. */
public final class Digest {
    private Digest() {}

    /**
     * In hexadecimal.
     *
     * @param algorithm such as MD5 or SHA-256, which every Java has
     * @param parts of the content, in order
     */
    public static String of(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
