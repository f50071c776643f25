// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 of each file of an archive, as {@code sha256sum} writes and checks them, in a file of
 * ours. In memory are 24 bytes for each file.
 */
final class Seal {
  /** The file at the archive's root. */
  static final String FILE = "oneway.dev.sha256";

  /** Begins the last line, which says how many files there are. */
  private static final String END = "# files: ";

  private static final Pattern LINE = Pattern.compile("[0-9a-f]{64}  .+");

  private final ArchiveTree tree;
  private long[] table = new long[3 * 1_024];
  private long count;

  private Seal(ArchiveTree tree) {
    this.tree = tree;
  }

  /**
   * The same files, each checked when it is read to its end.
   *
   * @throws ArchiveDamaged if the list of the checksums is not whole, a folder is not there, or
   *     what the archive says of itself is not as it was written, to readers of either draft
   */
  static ArchiveTree checked(ArchiveTree tree) throws IOException {
    if (!tree.exists(FILE)) {
      return tree;
    }
    Seal seal = new Seal(tree);
    seal.load();
    Checked checked = seal.new Checked();
    for (String main : ArchiveRoot.MAIN_FILES) {
      if (seal.has(main)) {
        checked.verify(main);
      }
    }
    return checked;
  }

  private void load() throws IOException {
    Optional<String> end = Optional.empty();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(tree.open(FILE), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (end.isPresent() || (!line.startsWith(END) && !LINE.matcher(line).matches())) {
          throw ArchiveDamaged.altered(FILE, "line " + (count + 1) + " is no checksum");
        }
        if (line.startsWith(END)) {
          end = Optional.of(line.substring(END.length()));
        } else {
          add(line.substring(66), HexFormat.of().parseHex(line, 0, 64));
        }
      }
    }
    if (!end.equals(Optional.of(String.valueOf(count)))) {
      throw ArchiveDamaged.altered(FILE, "is cut off after " + count + " checksums");
    }
  }

  private void add(String path, byte[] digest) throws IOException {
    if (path.endsWith("/" + FolderFile.NAME) && !tree.exists(path)) {
      throw ArchiveDamaged.altered(path, "is missing");
    }
    if (6 * (count + 1) > table.length) {
      long[] old = table;
      table = new long[2 * old.length];
      for (int i = 0; i < old.length; i += 3) {
        if (old[i] != 0) {
          System.arraycopy(old, i, table, slot(table, old[i]), 3);
        }
      }
    }
    long name = name(path);
    int slot = slot(table, name);
    count += table[slot] == 0 ? 1 : 0;
    table[slot] = name;
    table[slot + 1] = ByteBuffer.wrap(digest).getLong(0);
    table[slot + 2] = ByteBuffer.wrap(digest).getLong(8);
  }

  private static int slot(long[] in, long name) {
    int slots = in.length / 3;
    int slot = (int) Long.remainderUnsigned(name, slots);
    while (in[3 * slot] != 0 && in[3 * slot] != name) {
      slot = (slot + 1) % slots;
    }
    return 3 * slot;
  }

  private static long name(String path) {
    long hash = ByteBuffer.wrap(sha256().digest(path.getBytes(StandardCharsets.UTF_8))).getLong(0);
    return hash == 0 ? 1 : hash;
  }

  private boolean has(String path) {
    return table[slot(table, name(path))] != 0;
  }

  /** What is wrong with one file of an archive that was whole puts all of it in doubt. */
  private static ArchiveDamaged altered(ArchiveDamaged e) {
    return e.isAltered() ? e : ArchiveDamaged.altered(e.place(), e.reason());
  }

  private void check(String path, byte[] digest) throws ArchiveDamaged {
    int slot = slot(table, name(path));
    if (table[slot] == 0) {
      throw ArchiveDamaged.altered(path, "was not written with the archive");
    }
    ByteBuffer bytes = ByteBuffer.wrap(digest);
    if (table[slot + 1] != bytes.getLong(0) || table[slot + 2] != bytes.getLong(8)) {
      throw ArchiveDamaged.altered(
          path, "is not as it was written: it is damaged or was changed (SHA-256 differs)");
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A line of the file. */
  static String line(byte[] digest, String path) {
    return HexFormat.of().formatHex(digest) + "  " + path + "\n";
  }

  /** The last line of the file. */
  static String end(long files) {
    return END + files + "\n";
  }

  /** The files of the tree. */
  private final class Checked implements ArchiveTree {
    @Override
    public boolean exists(String path) throws ArchiveDamaged {
      return tree.exists(path);
    }

    @Override
    public InputStream open(String path) throws IOException {
      try {
        return new CheckedInput(path, tree.open(path));
      } catch (NoSuchFileException e) {
        if (has(path)) {
          throw ArchiveDamaged.altered(path, "is missing");
        }
        throw e;
      } catch (ArchiveDamaged e) {
        throw altered(e);
      }
    }

    @Override
    public Optional<ArchiveFile> file(String path) {
      return tree.file(path);
    }

    @Override
    public List<String> directories(String top) throws IOException {
      return tree.directories(top);
    }

    @Override
    public List<String> names(String path) throws IOException {
      return tree.names(path);
    }

    @Override
    public boolean isSealed() {
      return true;
    }

    @Override
    public void verify() throws IOException {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(tree.open(FILE), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (!line.startsWith(END)) {
            verify(line.substring(66));
          }
        }
      }
    }

    private void verify(String path) throws IOException {
      try (InputStream in = open(path)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
    }

    @Override
    public void close() {
      tree.close();
    }
  }

  /** Says at the end of a file whether it was the file that was written. */
  private final class CheckedInput extends DigestInputStream {
    private final String path;
    private boolean ended;

    CheckedInput(String path, InputStream in) {
      super(in, sha256());
      this.path = path;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      try {
        int read = super.read(bytes, from, length);
        ended(read < 0);
        return read;
      } catch (ArchiveDamaged e) {
        throw altered(e);
      }
    }

    private void ended(boolean atEnd) throws ArchiveDamaged {
      if (atEnd && !ended) {
        ended = true;
        check(path, getMessageDigest().digest());
      }
    }

    @Override
    public long skip(long count) throws IOException {
      byte[] skipped = new byte[(int) Math.min(8_192, Math.max(0, count))];
      return Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
