// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;

/**
 * Names that every file system takes and keeps apart: no name differs from another by case or by
 * Unicode normalisation alone, none is a device of Windows, none leaves its folder. True names are
 * kept inside the files.
 */
public final class FileNames {
  private static final int MAX_SLUG = 40;
  private static final int MAX_FOLDER_BYTES = 100;
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\\..*)?");
  private static final Pattern FORBIDDEN =
      Pattern.compile("[/\\\\:*?\"<>|\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]");
  private static final Pattern ESCAPED = Pattern.compile("(?i).*~[0-9a-f]{32}");
  private static final Pattern OF_AN_ITEM =
      Pattern.compile("([a-z0-9-]+-)?[0-9a-f]{32}(\\.\\d+)?\\.json");

  private static final Pattern OF_BYTES =
      Pattern.compile("(?:[a-z0-9-]+-)?[0-9a-f]{32}\\.([0-9a-f]{16})(?:\\.\\d+)?(?:\\.[a-z0-9]+)?");
  private static final Pattern URN = Pattern.compile("(?i)urn:uuid:");
  private static final Pattern ENDING = Pattern.compile("(?<=[^/])\\.[a-zA-Z][a-zA-Z0-9]{0,7}$");

  /** How many bytes of the hash of an item's bytes are in the name of its file. */
  static final int BYTES_HASH = 8;

  private FileNames() {}

  /** The name of the file of an item: a readable part and a hash of the whole uid. */
  public static String ofItem(Uid uid) {
    return ofItem(uid, 1);
  }

  /** The name of the file of the {@code copy}th item with one uid, from 1. */
  static String ofItem(Uid uid, int copy) {
    Matcher prefix = URN.matcher(uid.value());
    String slug = slug(prefix.lookingAt() ? uid.value().substring(prefix.end()) : uid.value());
    String number = copy == 1 ? "" : "." + copy;
    return (slug.isEmpty() ? "" : slug + "-") + hash(uid.value()) + number + ".json";
  }

  /** The name of the file of one of several objects of an item: another for another content. */
  static String ofInstance(Uid uid, byte[] text) {
    String name = ofItem(uid);
    String readable = name.substring(0, name.length() - ".json".length() - 32);
    return readable + hash(uid.value() + "\n" + hash(text)) + ".json";
  }

  /** Whether this is what we call a file that holds this object of this uid. */
  public static boolean isOf(Uid uid, byte[] text, String fileName) {
    return fileName.equals(ofItem(uid)) || fileName.equals(ofInstance(uid, text));
  }

  /**
   * The name of the file of an item that is its bytes: another for other bytes.
   *
   * @param hash of the bytes, as {@link #hashOfBytes} has it
   * @param ending with its dot; may be empty
   */
  public static String ofBytes(Uid uid, String hash, String ending) {
    return ofBytes(uid, hash, ending, 1);
  }

  static String ofBytes(Uid uid, String hash, String ending, int copy) {
    String slug = slug(uid.value().substring(uid.value().lastIndexOf('/') + 1));
    String number = copy == 1 ? "" : "." + copy;
    return (slug.isEmpty() ? "" : slug + "-") + hash(uid.value()) + "." + hash + number + ending;
  }

  /**
   * The part of the name of a file that is an item's bytes which tells them; empty if none does.
   */
  public static Optional<String> hashOfBytes(String fileName) {
    Matcher name = OF_BYTES.matcher(fileName);
    return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
  }

  /** The same of a whole SHA-256. */
  public static String hashOfBytes(byte[] sha256) {
    return HexFormat.of().formatHex(sha256, 0, BYTES_HASH);
  }

  /** What the name of a file that is an item's bytes ends with: what programs know its type by. */
  public static String ending(Kind kind, String path) {
    if (kind == Kind.MESSAGE) {
      return ".eml";
    }
    if (kind == Kind.SCRIPT) {
      return ".sieve";
    }
    Matcher ending = ENDING.matcher(path);
    return ending.find() ? ending.group().toLowerCase(Locale.ROOT) : "";
  }

  /** Whether {@link #ofItem} could have made this name. */
  public static boolean couldBeOfItem(String fileName) {
    return OF_AN_ITEM.matcher(fileName).matches();
  }

  /**
   * The name of the directory of a folder.
   *
   * @param name the folder's true name, without its parents'
   * @param taken answers whether the parent has a directory whose name, folded by {@link #folded},
   *     is this
   */
  public static String ofFolder(String name, Predicate<String> taken) {
    return isSafe(name) && !taken.test(folded(name)) ? name : slug(name) + "~" + hash(name);
  }

  /** Equal for names that some file system takes for one. */
  public static String folded(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFKC);
    return Normalizer.normalize(
        composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
  }

  private static boolean isSafe(String name) {
    return !name.isEmpty()
        && Normalizer.isNormalized(name, Normalizer.Form.NFC)
        && !FORBIDDEN.matcher(name).find()
        && !Set.of(' ', '.').contains(name.charAt(0))
        && !Set.of(' ', '.').contains(name.charAt(name.length() - 1))
        && !DEVICE.matcher(name).matches()
        && !ESCAPED.matcher(name).matches()
        && !name.toLowerCase(Locale.ROOT).endsWith(".json")
        && name.getBytes(StandardCharsets.UTF_8).length <= MAX_FOLDER_BYTES;
  }

  private static String slug(String text) {
    String start = text.length() > 4 * MAX_SLUG ? text.substring(0, 4 * MAX_SLUG) : text;
    String plain =
        letters(Normalizer.normalize(start, Normalizer.Form.NFD).toLowerCase(Locale.ROOT));
    return plain.length() <= MAX_SLUG ? plain : plain.substring(0, MAX_SLUG).replaceAll("-$", "");
  }

  /** Letters and digits of ASCII, a hyphen for whatever is between them, nothing for accents. */
  private static String letters(String text) {
    StringBuilder letters = new StringBuilder(text.length());
    boolean isBetween = false;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int letter = text.codePointAt(i);
      if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) {
        if (isBetween && letters.length() > 0) {
          letters.append('-');
        }
        letters.append((char) letter);
        isBetween = false;
      } else {
        isBetween |= !isAccent(letter);
      }
    }
    return letters.toString();
  }

  private static boolean isAccent(int letter) {
    int type = Character.getType(letter);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private static String hash(String text) {
    return hash(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The first 128 bits of SHA-256, in lower-case hexadecimal. */
  public static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes), 0, 16);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
