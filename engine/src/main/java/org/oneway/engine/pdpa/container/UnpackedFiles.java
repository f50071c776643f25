// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/**
 * The files of a tar file, unpacked one behind the other into a single scratch file, never into
 * files of their own names. Behind the bytes of each stands a record of it.
 */
final class UnpackedFiles implements PackedFiles {
  /** Length of the name, size, seconds since 1970, checksum; before them stands the name. */
  private static final int RECORD_LENGTH = 4 + 8 + 8 + 8;

  /** What is unpacked at once, in bytes. */
  private static final int PART = 1 << 16;

  private final FileChannel channel;
  private final Window window;
  private final EntryIndex index;
  private final OutputStream out;
  private final Behind writing = new Behind("unpacking");
  private long position;

  private UnpackedFiles(FileChannel channel, Limits limits) {
    this.channel = channel;
    this.window = new Window(channel);
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), PART);
    this.index = new EntryIndex(limits, this::pathAt);
  }

  /**
   * Unpacks all that {@code tar} holds; {@code channel} is closed with it, or if it is refused.
   *
   * @param channel an empty file that can be written and read
   * @throws ContainerDamaged if it is no tar file, is not whole, passes a limit, or an entry has a
   *     name that leads elsewhere, is there twice, or is neither a file nor a directory
   */
  static UnpackedFiles of(InputStream tar, FileChannel channel, Limits limits) throws IOException {
    UnpackedFiles files = new UnpackedFiles(channel, limits);
    try (files.writing) {
      files.unpack(new TarEntries(tar, limits));
      return files;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void unpack(TarEntries entries) throws IOException {
    for (Optional<TarEntries.Entry> next = entries.next();
        next.isPresent();
        next = entries.next()) {
      TarEntries.Entry entry = next.get();
      if (entry.isDirectory()) {
        if (!entry.path().isEmpty()) {
          index.directory(entry.path());
        }
        continue;
      }
      // Before anything of it is unpacked: it may be refused.
      byte[] name = entry.path().getBytes(StandardCharsets.UTF_8);
      long record = position + entry.size() + name.length;
      index.file(entry.path(), entry.size(), record);
      position = record + RECORD_LENGTH;
      CRC32 checksum = new CRC32();
      try (InputStream content = entries.content()) {
        for (long left = entry.size(); left > 0; left -= Math.min(left, PART)) {
          byte[] part = new byte[(int) Math.min(left, PART)];
          content.readNBytes(part, 0, part.length);
          writing.then(
              part.length,
              () -> {
                checksum.update(part);
                out.write(part);
              });
        }
      }
      writing.then(
          RECORD_LENGTH + name.length,
          () -> {
            out.write(name);
            ByteBuffer about = ByteBuffer.allocate(RECORD_LENGTH);
            about.putInt(name.length).putLong(entry.size());
            about.putLong(entry.time().getEpochSecond()).putLong(checksum.getValue());
            out.write(about.array());
          });
    }
    writing.join();
    out.flush();
  }

  private String pathAt(long position) throws IOException {
    // Asked for while unpacking, too, to compare.
    writing.join();
    out.flush();
    return fileAt(position).path();
  }

  private PackedFile fileAt(long position) throws IOException {
    ByteBuffer record = window.read(position, RECORD_LENGTH).order(java.nio.ByteOrder.BIG_ENDIAN);
    int length = record.getInt();
    long size = record.getLong();
    Instant time = Instant.ofEpochSecond(record.getLong());
    byte[] name = new byte[length];
    window.read(position - length, length).get(name);
    return new PackedFile(
        new String(name, StandardCharsets.UTF_8),
        size,
        time,
        record.getLong(),
        new PackedFile.Place(position - length - size, size, false));
  }

  @Override
  public Optional<PackedFile> find(String path) throws IOException {
    OptionalLong position = index.find(path);
    return position.isEmpty() ? Optional.empty() : Optional.of(fileAt(position.getAsLong()));
  }

  @Override
  public boolean isDirectory(String path) {
    return index.isDirectory(path);
  }

  @Override
  public boolean hasFiles(String directory) {
    return index.hasFiles(directory);
  }

  @Override
  public List<String> directories(String directory) {
    return index.directories(directory);
  }

  @Override
  public Optional<List<String>> names(String directory) throws IOException {
    return index.names(directory);
  }

  @Override
  public InputStream open(PackedFile file) {
    return new CheckedContent(
        file, new ChannelInput(window, file.place().offset(), file.place().length()));
  }

  @Override
  public long readOver() {
    // Every byte was read when it was unpacked.
    return index.count();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
