package kz.ikomek.appeals.files;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What may be attached, and where it is kept.
 *
 * @param keepIn where new files go; what was kept elsewhere before stays there and is still found
 * @param folder for files on disk; where several nodes run, a folder that all of them share
 * @param largestFile the largest file that is taken
 * @param filesAStep the most files of one kind while an appeal is in one state, and of one upload
 * @param mostPixels the most pixels of a picture that is decoded: each takes up to four bytes of memory, eight in a PNG
 *     with sixteen bits a colour
 * @param longestSide the longest side of a picture as it is kept, in pixels
 */
@Validated
@ConfigurationProperties("ikomek.attachments")
public record AttachmentProperties(
        @DefaultValue("DATABASE") Where keepIn,
        @NotNull Path folder,
        @DefaultValue("10MB") DataSize largestFile,
        @DefaultValue("10") @Min(1) @Max(50) int filesAStep,
        @DefaultValue("50000000") @Min(1_000_000) long mostPixels,
        @DefaultValue("2560") @Min(320) int longestSide) {

    /** Where the bytes of a file are. */
    public enum Where {
        DATABASE,
        DISK
    }
}
