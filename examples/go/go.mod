module weights

go 1.26
