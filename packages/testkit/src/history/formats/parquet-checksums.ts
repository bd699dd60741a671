import { crc32 } from "node:zlib";
import type { AsyncBuffer, ColumnMetaData, RowGroup } from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";

/**
 * Compares the pages of a column chunk with the checksums that their writer stored; hyparquet reads past them. Pages without one pass.
 * @see https://github.com/apache/parquet-format#checksumming
 * @throws Error when a page is not what was written.
 */
export async function checkChecksums(
  file: AsyncBuffer,
  group: RowGroup | undefined,
  column: string,
): Promise<void> {
  const chunk = group?.columns.find(
    ({ meta_data: meta }) => meta?.path_in_schema.length === 1 && meta.path_in_schema[0] === column,
  )?.meta_data;
  if (chunk === undefined) return;
  const start = startOf(chunk);
  const bytes = await file.slice(start, start + Number(chunk.total_compressed_size));
  const reader = { view: new DataView(bytes), offset: 0 };
  for (let values = 0; values < Number(chunk.num_values);) {
    if (reader.offset >= reader.view.byteLength) return;
    const header = parquetHeader(reader);
    const { crc, compressed_page_size: size } = header;
    const page = new Uint8Array(bytes, reader.offset, size);
    if (crc !== undefined && crc32(page) !== crc >>> 0) {
      throw new Error(`a page of column ${column} does not match its checksum`);
    }
    reader.offset += size;
    values += (header.data_page_header ?? header.data_page_header_v2)?.num_values ?? 0;
  }
}

/** Where the first page of the chunk is: its dictionary, if it has one. Some writers store 0 for a missing dictionary. */
function startOf({ data_page_offset: data, dictionary_page_offset: dictionary }: ColumnMetaData) {
  return Number(dictionary !== undefined && dictionary > 0n ? dictionary : data);
}
