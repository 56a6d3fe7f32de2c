"""Files and accounts that hold policies: recognized by content, read into documents and attachments."""
