// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WindowTest {
  @TempDir private Path directory;

  @Test
  void partsAreThoseOfTheFileInWhateverOrderTheyAreRead() throws IOException {
    Random random = new Random(3);
    byte[] bytes = new byte[300_000];
    random.nextBytes(bytes);
    Path file = Files.write(directory.resolve("file"), bytes);
    try (FileChannel channel = FileChannel.open(file)) {
      Window window = new Window(channel);
      int position = 0;
      for (int i = 0; i < 5_000; i++) {
        int length = random.nextInt(random.nextInt(20) == 0 ? 100_000 : 500);
        position =
            random.nextInt(10) == 0
                ? random.nextInt(bytes.length)
                : Math.max(0, (position + random.nextInt(900) - 200) % bytes.length);
        int there = Math.min(length, bytes.length - position);
        assertThat(window.upTo(position, length).limit()).isEqualTo(there);
        assertThat(window.read(position, there).array())
            .isEqualTo(Arrays.copyOfRange(bytes, position, position + there));
        position += there;
      }
    }
  }

  @Test
  void endOfTheFileIsTold() throws IOException {
    Path file = Files.write(directory.resolve("file"), new byte[10]);
    try (FileChannel channel = FileChannel.open(file)) {
      Window window = new Window(channel);
      assertThat(window.read(0, 10).limit()).isEqualTo(10);
      assertThatThrownBy(() -> window.read(5, 6)).isInstanceOf(EOFException.class);
      assertThatThrownBy(() -> window.read(20, 1)).isInstanceOf(EOFException.class);
      assertThat(window.upTo(20, 1).limit()).isZero();
    }
  }
}
