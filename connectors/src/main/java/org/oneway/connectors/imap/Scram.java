// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The client's side of SCRAM (RFC 5802, RFC 7677) without channel binding: the password is shown to
 * nobody, and the server shows that it knows it too.
 */
final class Scram implements Wire.Answers {
  /** Fewer protect nothing; more only keep us busy. */
  private static final int FEWEST_ROUNDS = 4096;

  private static final int MOST_ROUNDS = 10_000_000;
  private static final String HEADER = "n,,";

  private final String hash;
  private final char[] password;
  private final String first;
  private final String nonce;
  private int step;
  private byte[] expected = new byte[0];

  /**
   * @param hash {@code SHA-1} or {@code SHA-256}
   * @param nonce never used before
   */
  Scram(String hash, String username, char[] password, String nonce) {
    this.hash = hash;
    this.password = Normalizer.normalize(new String(password), Normalizer.Form.NFKC).toCharArray();
    this.nonce = nonce;
    this.first = "n=" + username.replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce;
  }

  @Override
  public byte[] to(byte[] challenge) throws IOException {
    String text = new String(challenge, StandardCharsets.UTF_8);
    step++;
    if (step == 1) {
      return utf8(HEADER + first);
    }
    try {
      if (step == 2) {
        return proof(text);
      }
      check(text);
      return new byte[0];
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** Whether the server has shown that it knows the password. */
  boolean isProven() {
    return step > 2;
  }

  private byte[] proof(String text) throws IOException, GeneralSecurityException {
    Map<Character, String> parts = parts(text);
    String theirs = parts.getOrDefault('r', "");
    int rounds = number(parts.getOrDefault('i', ""));
    if (!theirs.startsWith(nonce) || theirs.length() == nonce.length()) {
      throw new IOException("the server's challenge is not for us");
    }
    if (rounds < FEWEST_ROUNDS || rounds > MOST_ROUNDS) {
      throw new IOException("the server asks for " + rounds + " rounds");
    }
    byte[] salt = decoded(parts.getOrDefault('s', ""));
    String algorithm = "PBKDF2WithHmac" + hash.replace("-", "");
    int bits = MessageDigest.getInstance(hash).getDigestLength() * 8;
    PBEKeySpec spec = new PBEKeySpec(password, salt, rounds, bits);
    byte[] salted = SecretKeyFactory.getInstance(algorithm).generateSecret(spec).getEncoded();
    spec.clearPassword();
    byte[] key = mac(salted, "Client Key");
    byte[] stored = MessageDigest.getInstance(hash).digest(key);
    String last = "c=" + Base64.getEncoder().encodeToString(utf8(HEADER)) + ",r=" + theirs;
    String all = first + "," + text + "," + last;
    byte[] signature = mac(stored, all);
    for (int i = 0; i < key.length; i++) {
      key[i] ^= signature[i];
    }
    expected = mac(mac(salted, "Server Key"), all);
    return utf8(last + ",p=" + Base64.getEncoder().encodeToString(key));
  }

  private void check(String text) throws IOException {
    byte[] theirs = decoded(Optional.ofNullable(parts(text).get('v')).orElse(""));
    if (!MessageDigest.isEqual(expected, theirs)) {
      throw new IOException("the server does not know the password");
    }
  }

  private static byte[] decoded(String text) throws IOException {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IOException("the server's challenge is not as it should be", e);
    }
  }

  private static int number(String text) {
    return text.matches("\\d{1,8}") ? Integer.parseInt(text) : 0;
  }

  private static Map<Character, String> parts(String text) {
    Map<Character, String> parts = new HashMap<>();
    for (String part : text.split(",", -1)) {
      if (part.length() > 1 && part.charAt(1) == '=') {
        parts.put(part.charAt(0), part.substring(2));
      }
    }
    return parts;
  }

  private byte[] mac(byte[] key, String text) throws GeneralSecurityException {
    String algorithm = "Hmac" + hash.replace("-", "");
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(key, algorithm));
    return mac.doFinal(utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
