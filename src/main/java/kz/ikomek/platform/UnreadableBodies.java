package kz.ikomek.platform;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** A body of files that cannot be taken apart is whoever sent it's fault, not ours. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreadableBodies {

    @ExceptionHandler
    void unreadable(MultipartException unreadable, HttpServletResponse response) throws IOException {
        response.sendError((unreadable instanceof MaxUploadSizeExceededException
                        ? HttpStatus.PAYLOAD_TOO_LARGE
                        : HttpStatus.BAD_REQUEST)
                .value());
    }
}
